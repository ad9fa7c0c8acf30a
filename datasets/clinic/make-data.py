"""Makes data.sql: python3 make-data.py."""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))
from rows import Draw, later, weekday, write  # noqa: E402

TODAY = "2025-03-31"
draw = Draw(1101)

DEPARTMENTS = [
    (1, "General Medicine", 1, "100"), (2, "Cardiology", 2, "210"), (3, "Dermatology", 2, "220"),
    (4, "Pediatrics", 3, "310"), (5, "Orthopedics", 1, "150"), (6, "Radiology", 0, None),
    (7, "Laboratory", 0, "020"), (8, "Palliative Care", 3, None),
]
# id, first, last, job, specialty, department, supervisor, hired, left, hours
STAFF = [
    (1, "Ingrid", "Halvorsen", "physician", "internal medicine", 1, None, "2009-04-01", None, 40),
    (2, "Tomás", "Ibarra", "physician", "general practice", 1, 1, "2015-09-14", None, 38),
    (3, "Fiona", "O'Dowd", "physician", "general practice", 1, 1, "2019-01-07", None, 24),
    (4, "Wei", "Zhang", "physician", "cardiology", 2, 1, "2012-06-18", None, 40),
    (5, "Amara", "Nwosu", "physician", "cardiology", 2, 4, "2021-03-01", None, 32),
    (6, "Léa", "Marchand", "physician", "dermatology", 3, 1, "2016-11-21", None, 36),
    (7, "Pavel", "Dušek", "physician", "pediatrics", 4, 1, "2011-02-14", None, 40),
    (8, "Yasmin", "Aziz", "physician", "pediatrics", 4, 7, "2023-08-16", None, 30),
    (9, "Björn", "Ekdahl", "physician", "orthopedics", 5, 1, "2014-05-05", None, 40),
    (10, "Marta", "Kovač", "physician", "orthopedics", 5, 9, "2018-10-01", "2024-06-30", 40),
    (11, "Samuel", "Adler", "physician", "radiology", 6, 1, "2017-07-03", None, 20),
    (12, "Rosa", "Benítez", "nurse", None, 1, 2, "2013-03-11", None, 38),
    (13, "Niamh", "O'Leary", "nurse", None, 1, 2, "2020-02-03", None, 20),
    (14, "Kofi", "Baah", "nurse", None, 2, 4, "2016-08-22", None, 38),
    (15, "Elif", "Demir", "nurse", None, 4, 7, "2022-05-09", None, 38),
    (16, "Jonas", "Wirth", "nurse", None, 5, 9, "2015-01-19", "2023-11-30", 38),
    (17, "Priya", "Raman", "nurse", None, 3, 6, "2024-02-12", None, 30),
    (18, "Carl", "Lindgren", "therapist", None, 5, 9, "2019-06-24", None, 25),
    (19, "Agnès", "Roussel", "therapist", None, 5, 9, "2024-09-02", None, 40),
    (20, "Dario", "Conti", "technician", None, 7, 1, "2010-10-18", None, 38),
    (21, "Hana", "Sedláková", "technician", None, 7, 20, "2021-11-29", None, 38),
    (22, "Milo", "Vance", "technician", None, 6, 11, "2018-04-16", None, 38),
    (23, "Grace", "Mbeki", "receptionist", None, 1, 12, "2012-12-03", None, 38),
    (24, "Oskar", "Nyström", "receptionist", None, 4, 12, "2023-01-09", None, 19),
    (25, "Ivana", "Petrović", "receptionist", None, 2, 12, "2017-05-15", "2022-08-31", 38),
]
INSURERS = [
    (1, "Civic Health Fund", "public"), (2, "Harbour Mutual", "public"), (3, "Aurelia Care", "private"),
    (4, "Northlight Insurance", "private"), (5, "Guild Sickness Fund", "public"), (6, "Meridian Plus", "private"),
]
FIRST = {
    "F": "Anna Maria Zoë Lucía Nora Helga Siobhán Ayşe Chiara Edith Paula Ruth Mei Olga Thérèse Jana Wanda Ines Clara Freya".split(),
    "M": "Peter Luís Omar Henrik Jürgen Paul Mateo Ali Enzo Viktor Sean Arthur Ravi Emil Noël Ivo Kenji Hugo Carlos Leon".split(),
    "X": ["Robin", "Sasha", "Alex"],
}
LAST = ("Albrecht Baker Castillo D'Angelo Eriksen Fournier García Horvat Ivanov Jansen Kaya Lindholm Müller Novak "
        "O'Brien Petersen Quintero Rossi Schäfer Takeda Ueda Varga Wójcik Xu Yilmaz Zimmer O'Neill Brandão Céspedes "
        "Lefèvre").split()
CITIES = ["Lindenau", "Westhafen", "Grünfeld", "Port Amber", "Sankt Veit"]
SUBSTANCES = ["penicillin", "latex", "peanuts", "ibuprofen", "pollen", "iodine"]
DIAGNOSES = [
    ("I10", "Essential hypertension", "Circulatory"), ("I48", "Atrial fibrillation", "Circulatory"),
    ("I50", "Heart failure", "Circulatory"), ("J45", "Asthma", "Respiratory"), ("J06", "Common cold", "Respiratory"),
    ("J20", "Acute bronchitis", "Respiratory"), ("E11", "Type 2 diabetes", "Endocrine"),
    ("E03", "Hypothyroidism", "Endocrine"), ("L20", "Atopic eczema", "Skin"), ("L70", "Acne", "Skin"),
    ("M54", "Back pain", "Musculoskeletal"), ("M17", "Arthrosis of the knee", "Musculoskeletal"),
    ("S82", "Fracture of the lower leg", "Injury"), ("H66", "Middle ear infection", "Ear"),
    ("B01", "Chickenpox", "Infection"), ("G43", "Migraine", "Nervous system"), ("Z00", "Routine examination", "Other"),
    ("A90", "Dengue fever", "Infection"), ("K21", "Reflux disease", "Digestive"),
]
BY_SPECIALTY = {
    "internal medicine": ["E11", "E03", "I10", "K21", "Z00", "G43"],
    "general practice": ["J06", "J20", "I10", "M54", "Z00", "G43", "K21", "J45"],
    "cardiology": ["I10", "I48", "I50"], "dermatology": ["L20", "L70"],
    "pediatrics": ["J06", "H66", "B01", "J45", "L20", "Z00"], "orthopedics": ["M54", "M17", "S82"],
    "radiology": ["S82", "M17"],
}
MEDICINES = [
    (1, "Amlorin", "tablet", 8.4, False, 140), (2, "Bisocard", "tablet", 11.25, False, 95),
    (3, "Ventolair", "inhaler", 21.9, False, 38), (4, "Cortiderm", "ointment", 9.8, False, 0),
    (5, "Glucomet", "tablet", 6.15, False, 210), (6, "Thyrosan", "tablet", 13.3, False, 64),
    (7, "Amoxilin", "capsule", 7.95, False, 120), (8, "Paracet", "tablet", 3.2, False, 400),
    (9, "Tussiflor", "syrup", 5.6, False, 52), (10, "Oxydol", "tablet", 34.5, True, 12),
    (11, "Diclorin", "tablet", 6.9, False, 88), (12, "Warfanor", "tablet", 15.75, False, 41),
    (13, "Migrastop", "tablet", 27.1, False, 19), (14, "Morfinal", "injection", 48.0, True, 6),
    (15, "Omeplex", "capsule", 10.4, False, 0), (16, "Zincderm", "ointment", 4.75, False, 33),
]
TREATMENT = {
    "I10": [1, 2], "I48": [2, 12], "I50": [2], "J45": [3], "J06": [8, 9], "J20": [7, 9], "E11": [5], "E03": [6],
    "L20": [4], "L70": [16], "M54": [11, 10], "M17": [11], "S82": [10, 8], "H66": [7], "B01": [16, 8], "G43": [13],
    "K21": [15],
}
ANALYTES = [("hemoglobin", "g/dL", 9, 17, 12), ("glucose", "mg/dL", 70, 190, None), ("cholesterol", "mg/dL", 140, 290, None),
            ("TSH", "mIU/L", 1, 8, None), ("creatinine", "mg/dL", 1, 3, None)]
UPPER = {"glucose": 125, "cholesterol": 240, "TSH": 5, "creatinine": 2}


def patients():
    for number in range(1, 105):
        sex = draw.pick(["F", "M", "X"], [52, 46, 2])
        first, last = draw.pick(FIRST[sex]), draw.pick(LAST)
        born = draw.day("2008-01-01", "2024-10-31") if draw.chance(0.28) else draw.day("1934-01-01", "2006-12-31")
        registered = draw.day(max(born, "2018-01-01"), "2025-02-28")
        city = draw.pick(CITIES, [40, 25, 18, 11, 6])
        phone = None if draw.chance(0.12) else f"0{draw.number(310, 399)} {draw.number(100000, 999999)}"
        email = None if draw.chance(0.35) else f"{last.lower().replace(chr(39), '')}.{number}@mail.example"
        insurer = None if draw.chance(0.07) else draw.pick([1, 2, 3, 4, 5], [38, 22, 15, 10, 15])
        died = "2024-%02d-%02d" % (draw.number(9, 12), draw.number(1, 28)) if born < "1945" and draw.chance(0.25) else None
        yield (number, first, last, sex, born, city, phone, email, f"{draw.number(10**8, 10**9 - 1)}-{number:03}",
               insurer, registered, died)


PATIENTS = list(patients())
ALLERGIES = sorted({(draw.number(1, 104), draw.pick(SUBSTANCES)) for _ in range(45)})
ALLERGIES = [(*pair, draw.pick(["mild", "moderate", "severe"], [5, 3, 2])) for pair in ALLERGIES]


def physician_for(born, day):
    age = int(day[:4]) - int(born[:4])
    choices = [7, 8] if age < 16 else [1, 2, 3, 4, 5, 6, 9, 10, 11]
    weights = [3, 2] if age < 16 else [4, 7, 5, 4, 3, 4, 4, 3, 1]
    working = [(c, w) for c, w in zip(choices, weights)
               if STAFF[c - 1][7] <= day and (STAFF[c - 1][8] is None or day <= STAFF[c - 1][8])]
    return draw.pick([c for c, _ in working], [w for _, w in working])


def visits():
    number, days = 0, []
    for patient in PATIENTS[:97]:
        for _ in range(draw.number(1, 6)):
            first = max(patient[10], "2023-01-09")
            last = patient[11] or "2025-04-30"
            if first < last:
                days.append((draw.day(first, last), patient))
    for day, patient in sorted(days, key=lambda pair: (pair[0], pair[1][0])):
        if weekday(day) > 4:
            day = later(day, 7 - weekday(day))
        if patient[11] and day > patient[11]:
            continue
        number += 1
        physician = physician_for(patient[4], day)
        kind = draw.pick(["check-up", "consultation", "follow-up", "emergency", "procedure"], [22, 38, 24, 9, 7])
        at = f"{day} {draw.number(8, 17):02}:{draw.pick([0, 15, 30, 45]):02}:00"
        status = draw.pick(["completed", "cancelled", "no-show"], [80, 12, 8])
        if day > TODAY:
            status = draw.pick(["booked", "cancelled"], [9, 1])
        if status == "booked" and kind == "emergency":
            kind = "consultation"
        done = status == "completed"
        wait = None if not done else draw.number(0, 8) if kind == "emergency" else draw.number(3, 74)
        base = {"check-up": 60, "consultation": 85, "follow-up": 45, "emergency": 190, "procedure": 320}[kind]
        fee = base + draw.number(0, 160) / 4 if done else None
        note = draw.pick(["Patient anxious.", "Discussed family matters.", "Smoker, wants to stop."]) if done and draw.chance(0.06) else None
        yield (number, patient[0], physician, kind, status, at, wait, fee, note)


VISITS = sorted(visits(), key=lambda row: row[5])
VISITS = [(number, *row[1:]) for number, row in enumerate(VISITS, 1)]
FOUND, PRESCRIBED, TESTS = [], [], []
for visit in VISITS:
    if visit[4] != "completed":
        continue
    specialty = STAFF[visit[2] - 1][4]
    codes = BY_SPECIALTY[specialty]
    count = draw.pick([0, 1, 2], [1, 7, 2])
    chosen = draw.shuffled(codes)[:count]
    for place, code in enumerate(chosen):
        FOUND.append((visit[0], code, place == 0))
        if code in TREATMENT and draw.chance(0.62):
            issued = visit[5][:10]
            picked = later(issued, draw.number(0, 6))
            dispensed = None if draw.chance(0.14) or picked > TODAY else picked
            PRESCRIBED.append((len(PRESCRIBED) + 1, visit[0], draw.pick(TREATMENT[code]), draw.pick([1, 2, 3], [7, 2, 1]),
                               draw.pick([5, 7, 10, 14, 30, 90]), issued, dispensed))
    if specialty in ("internal medicine", "cardiology") or draw.chance(0.12):
        analyte, unit, low, high, floor = draw.pick(ANALYTES)
        pending = visit[5] > "2025-03-20" and draw.chance(0.8)
        result = None if pending else low + draw.number(0, (high - low) * 10) / 10
        bad = None if result is None else result < floor if floor else result > UPPER[analyte]
        TESTS.append((len(TESTS) + 1, visit[0], analyte, result, unit, bad))

write(FOLDER, "Rows of a made-up polyclinic.", [
    ("departments", DEPARTMENTS), ("staff", STAFF), ("insurers", INSURERS), ("patients", PATIENTS),
    ("allergies", ALLERGIES), ("visits", VISITS), ("diagnoses", DIAGNOSES), ("visit_diagnoses", FOUND),
    ("medicines", MEDICINES), ("prescriptions", PRESCRIBED), ("lab_tests", TESTS),
])
