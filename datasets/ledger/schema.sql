-- A bookkeeping service: several firms (tenants) share the tables. Every table but exchange_rates says
-- whose row it is in its column tenant. Made up.

CREATE TABLE tenants (
    tenant     TEXT PRIMARY KEY,
    legal_name TEXT NOT NULL,
    country    TEXT NOT NULL,
    plan       TEXT NOT NULL                  -- basic, pro
);

CREATE TABLE users (
    user_id       INTEGER PRIMARY KEY,
    tenant        TEXT NOT NULL REFERENCES tenants,
    full_name     TEXT NOT NULL,
    email         TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    is_active     BOOLEAN NOT NULL,
    last_login_on DATE
);

CREATE TABLE accounts (
    account_id INTEGER PRIMARY KEY,
    tenant     TEXT NOT NULL REFERENCES tenants,
    number     TEXT NOT NULL,                 -- in the chart of accounts
    name       TEXT NOT NULL,
    type       TEXT NOT NULL,                 -- asset, liability, equity, income, expense
    UNIQUE (tenant, number)
);

CREATE TABLE bank_accounts (
    bank_account_id INTEGER PRIMARY KEY,
    tenant          TEXT NOT NULL REFERENCES tenants,
    bank            TEXT NOT NULL,
    iban            TEXT NOT NULL UNIQUE,
    opened_on       DATE NOT NULL,
    closed_on       DATE
);

CREATE TABLE partners (
    partner_id   INTEGER PRIMARY KEY,
    tenant       TEXT NOT NULL REFERENCES tenants,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,               -- customer, supplier
    country      TEXT NOT NULL,
    tax_number   TEXT,
    credit_limit NUMERIC(12, 2)               -- euros; customers only, NULL: none agreed
);

CREATE TABLE invoices (
    invoice_id INTEGER PRIMARY KEY,
    tenant     TEXT NOT NULL REFERENCES tenants,
    partner_id INTEGER NOT NULL REFERENCES partners,
    direction  TEXT NOT NULL,                 -- sales (we are paid), purchase (we pay)
    number     TEXT NOT NULL,
    issued_on  DATE NOT NULL,
    due_on     DATE NOT NULL,
    net        NUMERIC(12, 2) NOT NULL,       -- euros
    vat        NUMERIC(12, 2) NOT NULL,
    status     TEXT NOT NULL                  -- open, paid, void
);

CREATE TABLE payments (
    payment_id      INTEGER PRIMARY KEY,
    tenant          TEXT NOT NULL REFERENCES tenants,
    invoice_id      INTEGER NOT NULL REFERENCES invoices,
    bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
    paid_on         DATE NOT NULL,
    amount          NUMERIC(12, 2) NOT NULL
);

CREATE TABLE journal_entries (
    entry_id    INTEGER PRIMARY KEY,
    tenant      TEXT NOT NULL REFERENCES tenants,
    booked_on   DATE NOT NULL,
    description TEXT NOT NULL,
    created_by  INTEGER REFERENCES users,     -- NULL: booked by the program
    reverses    INTEGER REFERENCES journal_entries
);

CREATE TABLE journal_lines (
    entry_id    INTEGER NOT NULL REFERENCES journal_entries,
    line_number INTEGER NOT NULL,
    tenant      TEXT NOT NULL REFERENCES tenants,
    account_id  INTEGER NOT NULL REFERENCES accounts,
    debit       NUMERIC(12, 2) NOT NULL,      -- one of the two is 0
    credit      NUMERIC(12, 2) NOT NULL,
    PRIMARY KEY (entry_id, line_number)
);

CREATE TABLE budgets (
    tenant     TEXT NOT NULL REFERENCES tenants,
    account_id INTEGER NOT NULL REFERENCES accounts,
    year       INTEGER NOT NULL,              -- calendar year
    amount     NUMERIC(12, 2) NOT NULL,
    PRIMARY KEY (account_id, year)
);

CREATE TABLE payroll (
    payroll_id INTEGER PRIMARY KEY,
    tenant     TEXT NOT NULL REFERENCES tenants,
    employee   TEXT NOT NULL,
    month      TEXT NOT NULL,                 -- 2025-08
    gross      NUMERIC(10, 2) NOT NULL
);

CREATE TABLE exchange_rates (
    currency TEXT NOT NULL,
    day      DATE NOT NULL,
    per_euro NUMERIC(10, 4) NOT NULL,
    PRIMARY KEY (currency, day)
);
