"""Makes data.sql: python3 make-data.py."""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))
from rows import Draw, later, write  # noqa: E402

TODAY = "2025-09-15"
draw = Draw(4404)

TENANTS = [("alder", "Alder Joinery GmbH", "Austria", "pro"), ("birch", "Birch & Daughters Ltd", "Ireland", "basic"),
           ("cedar", "Cèdre Conseil SARL", "France", "pro")]
USERS = [
    (1, "alder", "Magda Lienhart", True, "2025-09-15"), (2, "alder", "Jürgen Pohl", True, "2025-09-12"), (3, "alder", "Eva D'Amico", False, "2024-02-28"),
    (4, "birch", "Róisín Daly", True, "2025-09-14"), (5, "birch", "Colm Daly", True, None), (6, "cedar", "Hélène Aubry", True, "2025-09-10"),
    (7, "alder", "Tobias Renk", True, None),
]
USERS = [(i, t, n, f"{n.split()[0].lower()}@{t}.example", f"argon2id$v=19${draw.number(10**15, 10**16 - 1):x}", a, d) for i, t, n, a, d in USERS]
CHART = [("1200", "Accounts receivable", "asset"), ("1800", "Bank", "asset"), ("0650", "Machinery", "asset"), ("3300", "Accounts payable", "liability"),
         ("3806", "VAT payable", "liability"), ("1406", "Input VAT", "asset"), ("2900", "Share capital", "equity"), ("4400", "Sales", "income"),
         ("4830", "Other income", "income"), ("5200", "Materials", "expense"), ("6310", "Rent", "expense"), ("6600", "Advertising", "expense"),
         ("6650", "Travel", "expense"), ("6805", "Telephone", "expense"), ("6020", "Wages", "expense")]
ACCOUNTS = [(100 * (t + 1) + n, tenant[0], *row) for t, tenant in enumerate(TENANTS) for n, row in enumerate(CHART, 1)]
ACCOUNT = {(tenant, number): account for account, tenant, number, _, _ in ACCOUNTS}
BANKS = [
    (1, "alder", "Raiffeisen Kufstein", "AT483200000012345864", "2011-03-01", None), (2, "alder", "Sparkasse Inntal", "AT202050309900876512", "2019-10-15", None),
    (3, "alder", "Old Mill Bank", "DE89370400440532013000", "2009-01-01", "2020-12-31"), (4, "birch", "Liffey Bank", "IE29AIBK93115212345678", "2016-05-20", None),
    (5, "cedar", "Banque du Rhône", "FR7630006000011234567890189", "2018-09-03", None), (6, "cedar", "Crédit des Alpes", "FR1420041010050500013M02606", "2022-02-14", None),
]
PARTNER_NAMES = {
    "alder": [("Hotel Edelweiß", "customer", "Austria"), ("Gasthof Brenner", "customer", "Austria"), ("Studio Lindqvist AB", "customer", "Sweden"),
              ("Casa Moretti S.r.l.", "customer", "Italy"), ("O'Keefe Interiors", "customer", "Ireland"), ("Schule am Berg", "customer", "Austria"),
              ("Kanzlei Frey", "customer", "Germany"), ("Holz Huber KG", "supplier", "Austria"), ("Beschläge Nord", "supplier", "Germany"),
              ("Lacke & Farben Ott", "supplier", "Austria"), ("Telering", "supplier", "Austria"), ("Immo Tirol", "supplier", "Austria"),
              ("Messe Innsbruck", "supplier", "Austria")],
    "birch": [("Corner Café", "customer", "Ireland"), ("The Linen House", "customer", "Ireland"), ("St. Brigid's School", "customer", "Ireland"),
              ("Hotel Edelweiß", "customer", "Austria"), ("Paper Mill Co", "supplier", "Ireland"), ("Inkwell Ltd", "supplier", "United Kingdom"),
              ("Dublin Docks Estates", "supplier", "Ireland")],
    "cedar": [("Mairie de Valbonne", "customer", "France"), ("Clinique Sainte-Anne", "customer", "France"), ("Nordwind AG", "customer", "Switzerland"),
              ("Bureau 21", "supplier", "France"), ("Agence L'Étape", "supplier", "France")],
}
PARTNERS = []
for tenant, rows in PARTNER_NAMES.items():
    for name, kind, country in rows:
        limit = draw.pick([None, 5000, 10000, 25000], [2, 3, 3, 1]) if kind == "customer" else None
        tax = None if draw.chance(0.15) else f"{country[:2].upper()}{draw.number(10**8, 10**9 - 1)}"
        PARTNERS.append((len(PARTNERS) + 1, tenant, name, kind, country, tax, limit))
ENTRIES, LINES = [], []


def book(tenant, day, text, by, lines, reverses=None):
    number = len(ENTRIES) + 1
    ENTRIES.append((number, tenant, day, text, by, reverses))
    for place, (account, debit, credit) in enumerate(lines, 1):
        LINES.append((number, place, tenant, ACCOUNT[tenant, account], debit, credit))
    return number


INVOICES, PAYMENTS = [], []
BOOKKEEPER = {"alder": [1, 2, None], "birch": [4, None], "cedar": [6]}
for tenant, count, rate in (("alder", 78, 20), ("birch", 40, 23), ("cedar", 28, 20)):
    book(tenant, "2023-07-01", "Opening balance", BOOKKEEPER[tenant][0], [("1800", 60000, 0), ("2900", 0, 60000)])
    days = sorted(draw.day("2023-07-03", "2025-09-12") for _ in range(count))
    for place, day in enumerate(days, 1):
        sale = draw.chance(0.62)
        choices = [p for p in PARTNERS if p[1] == tenant and p[3] == ("customer" if sale else "supplier")]
        partner = draw.pick(choices[:-1] if sale and tenant == "alder" else choices)
        net = draw.number(3, 130) * 50 if sale else draw.number(2, 48) * 50
        vat = net * rate / 100
        vat = int(vat) if vat == int(vat) else vat
        due = later(day, draw.pick([14, 30, 60], [3, 6, 1]))
        status = "void" if draw.chance(0.05) else "paid" if draw.chance(0.93 if due < "2025-07-15" else 0.3) else "open"
        number = len(INVOICES) + 1
        label = f"{'S' if sale else 'P'}-{day[:4]}-{place:03}"
        INVOICES.append((number, tenant, partner[0], "sales" if sale else "purchase", label, day, due, net, vat, status))
        by = draw.pick(BOOKKEEPER[tenant])
        if sale:
            lines = [("1200", net + vat, 0), ("4400", 0, net), ("3806", 0, vat)]
        else:
            cost = {"Telering": "6805", "Immo Tirol": "6310", "Messe Innsbruck": "6600", "Dublin Docks Estates": "6310", "Agence L'Étape": "6650"}
            lines = [(cost.get(partner[2], "5200"), net, 0), ("1406", vat, 0), ("3300", 0, net + vat)]
        entry = book(tenant, day, f"Invoice {label}", by, lines)
        if status == "void":
            book(tenant, later(day, 3), f"Reversal of {label}", by, [(a, c, d) for a, d, c in lines], entry)
        if status == "paid":
            banks = [b[0] for b in BANKS if b[1] == tenant and b[5] is None]
            gross, parts = net + vat, [net + vat]
            if draw.chance(0.15):
                parts = [100, gross - 100]
            for part, amount in enumerate(parts):
                paid = min(later(due, draw.number(-10, 16) + 7 * part), TODAY)
                PAYMENTS.append((len(PAYMENTS) + 1, tenant, number, draw.pick(banks), paid, amount))
                sides = [("1800", amount, 0), ("1200", 0, amount)] if sale else [("3300", amount, 0), ("1800", 0, amount)]
                book(tenant, paid, f"Payment for {label}", None, sides)
BUDGETS = []
for tenant in ("alder", "birch", "cedar"):
    for number in ("4400", "5200", "6310", "6600", "6650"):
        for year in (2024, 2025):
            if not (tenant == "cedar" and year == 2025):
                BUDGETS.append((tenant, ACCOUNT[tenant, number], year, draw.number(4, 30) * 1000 * (3 if number == "4400" else 1)))
PAYROLL = []
for tenant, people in {"alder": ["Magda Lienhart", "Jürgen Pohl", "Xaver Moser", "Ana Kos"], "birch": ["Róisín Daly", "Tadhg Breen"]}.items():
    for person in people:
        base = draw.number(27, 52) * 100
        for month in ("2025-05", "2025-06", "2025-07", "2025-08"):
            PAYROLL.append((len(PAYROLL) + 1, tenant, person, month, base + (250 if month >= "2025-07" and draw.chance(0.5) else 0)))
RATES = []
for month in range(1, 10):
    for currency, rate in (("USD", 1.08), ("GBP", 0.85), ("CHF", 0.94)):
        RATES.append((currency, f"2025-{month:02}-01", round(rate + draw.number(-300, 300) / 10000, 4)))

write(FOLDER, "Rows of three made-up firms' books.", [
    ("tenants", TENANTS), ("users", USERS), ("accounts", ACCOUNTS), ("bank_accounts", BANKS), ("partners", PARTNERS), ("invoices", INVOICES),
    ("payments", PAYMENTS), ("journal_entries", ENTRIES), ("journal_lines", LINES), ("budgets", BUDGETS), ("payroll", PAYROLL),
    ("exchange_rates", RATES),
])
