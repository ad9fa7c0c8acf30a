"""Makes data.sql: python3 make-data.py."""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))
from rows import Draw, later, weekday, write  # noqa: E402

draw = Draw(2202)

OPERATORS = [(1, "City Tramways", "tramways.example"), (2, "Bluebird Buses", "bluebird.example"),
             (3, "Harbour Ferries", None), (4, "Metro Company", "metro.example"), (5, "Valley Coaches", None)]
LINES = [
    (1, "M1", "metro", 4, False, "1998-06-01", None), (2, "M2", "metro", 4, False, "2011-09-15", None),
    (3, "T1", "tram", 1, False, "1931-05-02", None), (4, "T2", "tram", 1, False, "1954-10-10", None),
    (5, "T3", "tram", 1, False, "2019-03-30", None), (6, "12", "bus", 2, False, "1978-01-01", None),
    (7, "14", "bus", 2, False, "1983-04-11", None), (8, "27", "bus", 2, False, "2002-08-26", None),
    (9, "31", "bus", 2, False, "1990-02-05", "2025-03-31"), (10, "N1", "bus", 2, True, "2005-12-31", None),
    (11, "N2", "bus", 2, True, "2016-05-13", None), (12, "F1", "ferry", 3, False, "1962-07-14", None),
    (13, "40", "bus", 2, False, "2025-06-01", None),
]
ZONES = [("A", "Centre"), ("B", "Inner ring"), ("C", "Outskirts"), ("D", "Airport")]
STOPS = [
    (1, "Central Station", "A", True, True), (2, "Town Hall", "A", True, True), (3, "King's Gate", "A", False, True),
    (4, "Opera", "A", True, True), (5, "Fish Market", "A", False, False), (6, "Old Bridge", "A", True, True),
    (7, "University", "B", True, True), (8, "Botanical Garden", "B", True, False), (9, "St. Mary's Hospital", "B", True, True),
    (10, "Żeromski Square", "B", False, True), (11, "Malmöstrasse", "B", True, False), (12, "North Cemetery", "B", False, False),
    (13, "Stadium", "B", True, True), (14, "Riverside", "B", False, True), (15, "Mill Lane", "B", False, False),
    (16, "Airport", "D", True, True), (17, "Cargo Terminal", "D", False, False), (18, "Exhibition Grounds", "C", True, True),
    (19, "Lake Shore", "C", True, False), (20, "Forest Edge", "C", False, False), (21, "Science Park", "C", True, True),
    (22, "Brickworks", "C", False, True), (23, "Quarry Hill", "C", False, False), (24, "São Pedro", "C", True, True),
    (25, "Ferry Pier East", "A", True, True), (26, "Ferry Pier West", "B", True, False), (27, "Depot", "C", False, False),
]
STOPS = [(*stop, round(48.2 + draw.number(0, 900) / 10000, 4), round(16.3 + draw.number(0, 1400) / 10000, 4)) for stop in STOPS]
ROUTES = {
    1: [18, 13, 7, 2, 1, 6, 16], 2: [21, 11, 4, 2, 9, 24], 3: [15, 10, 3, 2, 4, 8, 19], 4: [22, 14, 6, 1, 3, 12],
    5: [20, 13, 10, 1, 5, 25], 6: [23, 15, 9, 1, 2, 7], 7: [19, 8, 7, 4, 5, 14, 24], 8: [16, 17, 21, 11, 1],
    9: [12, 10, 3, 5], 10: [1, 2, 7, 13, 18], 11: [16, 9, 1, 4, 8], 12: [25, 26], 13: [27, 22, 20],
}
LINE_STOPS = []
for line, stops in ROUTES.items():
    minutes = 0
    for position, stop in enumerate(stops, 1):
        LINE_STOPS.append((line, position, stop, minutes))
        minutes += 18 if line == 12 else draw.number(2, 4) if line < 3 else draw.number(2, 7)
MODELS = {"metro": [("Aurora 6", 220, "electric")], "tram": [("Citadel", 92, "electric"), ("Combo 3", 74, "electric")],
          "bus": [("Urban 12", 38, "diesel"), ("Urban 12E", 34, "electric"), ("Solo Hybrid", 41, "hybrid")],
          "ferry": [("Gannet", 150, "hybrid")]}
VEHICLES = []
for mode, count in [("metro", 5), ("tram", 11), ("bus", 17), ("ferry", 2)]:
    for _ in range(count):
        model, seats, energy = draw.pick(MODELS[mode])
        number = len(VEHICLES) + 1
        built = draw.number(2017, 2024) if energy == "electric" and mode == "bus" else draw.number(1999, 2021)
        retired = "2024-12-31" if built < 2003 and mode != "ferry" else None
        VEHICLES.append((number, f"{mode[0].upper()}-{1000 + number * 37}", mode, model, seats, built, energy, retired))
NAMES = ["Adaeze Obi", "Bogdan Ilić", "Carla Núñez", "Dermot O'Hara", "Ewa Lis", "Farid Karimi", "Gudrun Paulsen", "Hector Ruiz",
         "Ilse Brandt", "Jovan Perić", "Katja Orlova", "Liam Doyle", "Mirela Popa", "Nils Åberg", "Orla Quinn", "Paolo Greco",
         "Quang Tran", "Renate Vogel", "Selim Kaplan", "Tanja Weiß", "Umar Sayed", "Vera Chalupa", "Will Tanner", "Xenia Markos",
         "Ya'el Bar", "Zoltán Kiss"]
DRIVERS = []
for number, name in enumerate(NAMES, 1):
    operator = draw.pick([1, 2, 3, 4], [8, 11, 2, 5])
    DRIVERS.append((number, name, draw.day("1962-01-01", "2001-12-31"), draw.day("2003-01-01", "2024-11-30"), operator))
DRIVERS.append((27, "Ada Winter", "1999-08-08", "2025-05-05", 1))
BY_OPERATOR = {o: [d[0] for d in DRIVERS[:26] if d[4] == o] for o in (1, 2, 3, 4)}

TRIPS, INCIDENTS = [], []
day = "2025-03-03"
while day <= "2025-05-18":
    for line in LINES:
        if day < line[5] or (line[6] and day > line[6]) or not draw.chance(0.62):
            continue
        hour = draw.pick([0, 1, 2, 3]) if line[4] else draw.pick(range(5, 23))
        at = f"{day} {hour:02}:{draw.pick([0, 10, 20, 30, 40, 50]):02}:00"
        fleet = [v for v in VEHICLES if v[2] == line[2] and v[7] is None]
        vehicle, driver = draw.pick(fleet), draw.pick(BY_OPERATOR[line[3]])
        cancelled = draw.chance(0.05)
        number = len(TRIPS) + 1
        if cancelled:
            gone = draw.chance(0.5)
            TRIPS.append((number, line[0], None if gone else vehicle[0], None if gone else driver, at, None, None, True))
            if draw.chance(0.5):
                INCIDENTS.append((len(INCIDENTS) + 1, number, draw.pick(["breakdown", "weather"]), draw.number(2, 3), None))
            continue
        late = draw.pick([0, 1, 2, 3, 5, 8, 13, 21], [30, 20, 15, 10, 10, 6, 3, 1])
        late = max(-2, late + (2 if line[2] == "bus" and 7 <= hour <= 9 else 0) - (1 if draw.chance(0.2) else 0))
        load = draw.number(4, 60) + (45 if 7 <= hour <= 9 or 16 <= hour <= 18 else 0)
        load = int(load * {"metro": 3.1, "tram": 1.6, "bus": 0.8, "ferry": 1.2}[line[2]] * (0.6 if weekday(day) > 4 else 1))
        TRIPS.append((number, line[0], vehicle[0], driver, at, late, None if draw.chance(0.04) else load, False))
        if late >= 8 and draw.chance(0.55):
            remark = draw.pick([None, None, "door wouldn't close", "ambulance called", "tree on the track"])
            INCIDENTS.append((len(INCIDENTS) + 1, number, draw.pick(["breakdown", "accident", "police", "medical"], [5, 2, 2, 2]),
                              draw.pick([1, 2, 3], [6, 3, 1]), remark))
    day = later(day, 1)

TYPES = [(1, "Single ride", 2.8, None), (2, "Short trip", 1.9, None), (3, "Day pass", 7.5, 24), (4, "Weekend pass", 12.9, 48),
         (5, "Weekly pass", 24.0, 168), (6, "Monthly pass", 69.0, 720), (7, "Dog ticket", 1.4, None), (8, "Night supplement", 1.0, None)]
MACHINES = [1, 2, 4, 7, 9, 13, 16, 18, 21, 25]
SALES = []
for _ in range(420):
    kind = draw.pick(TYPES[:7], [38, 16, 15, 5, 9, 10, 4])
    channel = draw.pick(["machine", "app", "driver"], [45, 43, 12])
    stop = draw.pick(MACHINES, [9, 5, 4, 4, 3, 3, 7, 2, 2, 2]) if channel == "machine" else None
    count = draw.pick([1, 2, 3, 4], [76, 15, 5, 4]) if kind[0] < 5 else 1
    amount = round(count * kind[2] * (0.9 if channel == "app" and draw.chance(0.3) else 1), 2)
    at = f"{draw.day('2025-03-01', '2025-05-18')} {draw.number(5, 23):02}:{draw.number(0, 59):02}:00"
    SALES.append((at, kind[0], stop, count, amount, channel))
SALES = [(n, kind, stop, at, count, amount, channel) for n, (at, kind, stop, count, amount, channel) in enumerate(sorted(SALES, key=lambda s: s[0]), 1)]

write(FOLDER, "Rows of a made-up city's transport.", [
    ("operators", OPERATORS), ("lines", LINES), ("zones", ZONES), ("stops", STOPS), ("line_stops", LINE_STOPS),
    ("vehicles", VEHICLES), ("drivers", DRIVERS), ("trips", TRIPS), ("incidents", INCIDENTS), ("ticket_types", TYPES),
    ("ticket_sales", SALES),
])
