-- A polyclinic: its people, patients, visits and what came of them. Made up.

CREATE TABLE departments (
    department_id INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    floor         INTEGER NOT NULL,
    extension     TEXT
);

CREATE TABLE staff (
    staff_id      INTEGER PRIMARY KEY,
    first_name    TEXT NOT NULL,
    last_name     TEXT NOT NULL,
    job_title     TEXT NOT NULL,          -- physician, nurse, therapist, receptionist, technician
    specialty     TEXT,                   -- physicians only
    department_id INTEGER NOT NULL REFERENCES departments,
    supervisor_id INTEGER REFERENCES staff,
    hired_on      DATE NOT NULL,
    left_on       DATE,                   -- NULL while employed
    weekly_hours  INTEGER NOT NULL
);

CREATE TABLE insurers (
    insurer_id INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL              -- public, private
);

CREATE TABLE patients (
    patient_id    INTEGER PRIMARY KEY,
    first_name    TEXT NOT NULL,
    last_name     TEXT NOT NULL,
    sex           TEXT NOT NULL,          -- F, M, X
    born_on       DATE NOT NULL,
    city          TEXT NOT NULL,
    phone         TEXT,
    email         TEXT,
    national_id   TEXT NOT NULL,
    insurer_id    INTEGER REFERENCES insurers,  -- NULL: pays for themselves
    registered_on DATE NOT NULL,
    died_on       DATE
);

CREATE TABLE allergies (
    patient_id INTEGER NOT NULL REFERENCES patients,
    substance  TEXT NOT NULL,
    severity   TEXT NOT NULL,             -- mild, moderate, severe
    PRIMARY KEY (patient_id, substance)
);

CREATE TABLE visits (
    visit_id     INTEGER PRIMARY KEY,
    patient_id   INTEGER NOT NULL REFERENCES patients,
    physician_id INTEGER NOT NULL REFERENCES staff,
    kind         TEXT NOT NULL,           -- check-up, consultation, follow-up, emergency, procedure
    status       TEXT NOT NULL,           -- completed, cancelled, no-show, booked
    scheduled_at TIMESTAMP NOT NULL,
    wait_minutes INTEGER,                 -- from arrival to the consulting room; completed visits only
    fee          NUMERIC(8, 2),           -- in euros; completed visits only
    note         TEXT                     -- confidential
);

CREATE TABLE diagnoses (
    code  TEXT PRIMARY KEY,               -- ICD-10
    title TEXT NOT NULL,
    chapter TEXT NOT NULL
);

CREATE TABLE visit_diagnoses (
    visit_id   INTEGER NOT NULL REFERENCES visits,
    code       TEXT NOT NULL REFERENCES diagnoses,
    is_primary BOOLEAN NOT NULL,
    PRIMARY KEY (visit_id, code)
);

CREATE TABLE medicines (
    medicine_id   INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    form          TEXT NOT NULL,          -- tablet, capsule, syrup, inhaler, ointment, injection
    unit_price    NUMERIC(8, 2) NOT NULL, -- euros a pack
    is_controlled BOOLEAN NOT NULL,
    stock_packs   INTEGER NOT NULL
);

CREATE TABLE prescriptions (
    prescription_id INTEGER PRIMARY KEY,
    visit_id        INTEGER NOT NULL REFERENCES visits,
    medicine_id     INTEGER NOT NULL REFERENCES medicines,
    packs           INTEGER NOT NULL,
    days            INTEGER NOT NULL,     -- how long it is to be taken
    issued_on       DATE NOT NULL,
    dispensed_on    DATE                  -- NULL until it is picked up
);

CREATE TABLE lab_tests (
    lab_test_id INTEGER PRIMARY KEY,
    visit_id    INTEGER NOT NULL REFERENCES visits,
    analyte     TEXT NOT NULL,            -- hemoglobin, glucose, cholesterol, ...
    result      REAL,                     -- NULL until the laboratory reports
    unit        TEXT NOT NULL,
    is_abnormal BOOLEAN
);
