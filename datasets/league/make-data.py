"""Makes data.sql: python3 make-data.py."""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))
from rows import Draw, later, write  # noqa: E402

TODAY = "2025-05-04"
draw = Draw(3303)

STADIUMS = [
    (1, "Lindenpark", "Brackwater", 41500, 1974), (2, "The Foundry", "Ironbridge Vale", 28300, 1921), (3, "Harbour Ground", "Saltmouth", 33200, 1998),
    (4, "Estadio del Río", "Villa Arenosa", 24750, 1957), (5, "Queen's Meadow", "Highcastle", 18900, 1908), (6, "Stade de l'Étoile", "Montclair", 36100, 2011),
    (7, "Northern Arena", "Fjordby", 21400, 2006), (8, "Mill Road", "Eastgate", 12650, 1934), (9, "Sportpark Süd", "Brackwater", 15800, None),
    (10, "Coal Exchange", "Dunmore", 19950, 1949), (11, "Olympic Field", "Fjordby", 52000, 1988),
]
CLUBS = [
    (1, "Brackwater United", "the Lions", 1902, 1), (2, "Ironbridge Rovers", "the Smiths", 1889, 2), (3, "Saltmouth City", "the Gulls", 1911, 3),
    (4, "Atlético Arenosa", None, 1926, 4), (5, "Highcastle Town", "the Keepers", 1895, 5), (6, "AS Montclair", "les Étoiles", 1932, 6),
    (7, "Fjordby IF", None, 1919, 7), (8, "Eastgate Athletic", "the Millers", 1898, 8), (9, "SV Brackwater Süd", None, 1947, 9),
    (10, "St. Dunstan's FC", "the Saints", 1907, 10),
]
COACHES = [
    (1, "Arne Solheim", "Norway", 1, "2021-07-01", None), (2, "Pat Gallagher", "Ireland", 2, "2023-07-01", "2024-11-18"), (3, "Rui Tavares", "Portugal", 2, "2024-11-20", None),
    (4, "Dale Whitcombe", "England", 3, "2022-01-10", None), (5, "Iker Landa", "Spain", 4, "2020-07-01", "2024-06-30"), (6, "Nuno Abrantes", "Portugal", 4, "2024-07-01", None),
    (7, "Gavin Strand", "Scotland", 5, "2023-10-02", None), (8, "Mathilde Perrin", "France", 6, "2022-07-01", None), (9, "Halvard Moe", "Norway", 7, "2019-07-01", None),
    (10, "Terry O'Malley", "Ireland", 8, "2023-07-01", "2025-02-03"), (11, "Joe Pickering", "England", 8, "2025-02-05", None), (12, "Uwe Krämer", "Germany", 9, "2018-07-01", None),
    (13, "Seán Flood", "Ireland", 10, "2024-07-01", None),
]
REFEREES = [(1, "Anton Brix", "FIFA"), (2, "Beatrice Cole", "FIFA"), (3, "Callum Rhodes", "national"), (4, "Diego Prats", "national"),
            (5, "Emil Sørby", "FIFA"), (6, "Fergus Tait", "national")]
FIRST = ("Aaron Björn César Dario Eirik Fabio Gareth Hassan Ivan João Kenan Luka Marco Niko Óscar Piet Quincy Rafael Stefan Tomas Ugo Viktor "
         "Wayne Xavi Yann Zlatko Adam Bruno Callum Dion Eddie Felix Gustav Henri Ilyas Jakub Kwame Lars Musa Noah").split()
LAST = ("Abara Bergqvist Costa Drummond Eze Ferrer Grant Hoffmann Ilves Jokić Kamara Lund Moreau N'Diaye O'Connor Pereira Quiroga Rasmussen Sato "
        "Tremblay Ulrich Vidal Weber Ximénez Yeboah Zanetti Ashworth Bakker Cissé Dvořák Engström Fofana Gómez Haugen Ivers Jansson Keane Larsson "
        "Mbala Nyqvist").split()
NATIONS = ["England", "Germany", "Spain", "Norway", "France", "Ghana", "Portugal", "Ireland", "Brazil", "Croatia"]
PLACES = ["goalkeeper"] * 2 + ["defender"] * 4 + ["midfielder"] * 4 + ["forward"] * 3

names = draw.shuffled([f"{f} {l}" for f in FIRST for l in LAST])
PLAYERS, member = [], {}  # member: player -> list of (since, club)
for club in range(1, 11):
    numbers = draw.shuffled(range(2, 40))
    for place, position in enumerate(PLACES):
        number = len(PLAYERS) + 1
        shirt = 1 if place == 0 else numbers[place]
        value = None if draw.chance(0.05) else draw.number(2, 180) * 50 + (1500 if position == "forward" else 0) + 13 * number
        PLAYERS.append([number, names.pop(), draw.day("1988-01-01", "2006-12-31"), draw.pick(NATIONS, [9, 5, 4, 5, 4, 3, 3, 3, 2, 2]), position,
                        draw.pick(["right", "left", "both", None], [70, 20, 6, 4]), None if draw.chance(0.06) else draw.number(168, 199), club, shirt, value])
        member[number] = [("2023-07-01", club)]

TRANSFERS = []


def move(player, to, day):
    before = member[player][-1][1]
    kind = draw.pick(["sale", "loan", "free"], [6, 2, 2])
    fee = None if kind == "sale" and draw.chance(0.2) else {"sale": draw.number(4, 160) * 25 + player, "loan": 0, "free": 0}[kind]
    TRANSFERS.append((len(TRANSFERS) + 1, player, before, to, day, kind, fee))
    member[player].append((day, to))
    PLAYERS[player - 1][7] = to
    PLAYERS[player - 1][8] = None if to is None else 40 + len(TRANSFERS)


for player in draw.shuffled([p[0] for p in PLAYERS if p[4] != "goalkeeper"])[:24]:
    here = member[player][-1][1]
    move(player, None if draw.chance(0.15) else draw.pick([c for c in range(1, 11) if c not in (here, 9)]), draw.day("2024-06-15", "2024-07-25"))
for player in draw.shuffled([p[0] for p in PLAYERS if len(member[p[0]]) == 1 and p[4] != "goalkeeper"])[:7]:
    here = member[player][-1][1]
    move(player, draw.pick([c for c in range(1, 11) if c not in (here, 9)]), draw.day("2025-01-06", "2025-01-30"))
for _ in range(5):
    number = len(PLAYERS) + 1
    club = draw.pick([1, 3, 6, 7, 10])
    PLAYERS.append([number, names.pop(), draw.day("1996-01-01", "2005-12-31"), draw.pick(NATIONS), "forward", "right", draw.number(172, 195), club, 60 + number % 30,
                    draw.number(20, 120) * 50 + 7])
    member[number] = [("2024-07-02", club)]
    TRANSFERS.append((len(TRANSFERS) + 1, number, None, club, "2024-07-02", "sale", draw.number(20, 90) * 50 + number))
PLAYERS.append([len(PLAYERS) + 1, names.pop(), "1990-04-23", "Ireland", "midfielder", "left", 181, None, None, 150])
member[len(PLAYERS)] = []


def club_on(player, day):
    club = None
    for since, here in member[player]:
        if since <= day:
            club = here
    return club


def rounds():
    order = list(range(1, 11))
    first = []
    for number in range(9):
        pairs = [(order[i], order[9 - i]) for i in range(5)]
        first.append([(a, b) if (number + a) % 2 else (b, a) for a, b in pairs])
        order = [order[0], order[-1], *order[1:-1]]
    return first + [[(b, a) for a, b in pairs] for pairs in first]


STRENGTH = {1: 1.9, 2: 1.2, 3: 1.6, 4: 1.35, 5: 1.0, 6: 1.75, 7: 1.45, 8: 0.8, 9: 0.95, 10: 1.15}
FANS = {1: 0.88, 2: 0.7, 3: 0.8, 4: 0.62, 5: 0.75, 6: 0.84, 7: 0.66, 8: 0.71, 9: 0.4, 10: 0.69}
MATCHES, GOALS, CARDS = [], [], []


def count_goals(rate):
    return sum(draw.chance(rate / 6) for _ in range(6))


def add_goals(match, day, club, other, count):
    for minute in sorted(draw.number(1, 94) for _ in range(count)):
        squad = [p for p in range(1, len(PLAYERS) + 1) if club_on(p, day) == club and PLAYERS[p - 1][4] != "goalkeeper"]
        weights = [{"defender": 1, "midfielder": 3, "forward": 9}[PLAYERS[p - 1][4]] * (1 + p % 3) for p in squad]
        kind = draw.pick(["open play", "penalty", "header", "free kick", "own goal"], [60, 10, 19, 6, 5])
        scorer = draw.pick(squad, weights)
        assist = draw.pick([p for p in squad if p != scorer]) if kind in ("open play", "header") and draw.chance(0.75) else None
        if kind == "own goal":
            scorer = draw.pick([p for p in range(1, len(PLAYERS) + 1) if club_on(p, day) == other and PLAYERS[p - 1][4] == "defender"])
        GOALS.append((len(GOALS) + 1, match, club, scorer, assist, minute, kind))


for season, start in (("2023/24", "2023-08-12"), ("2024/25", "2024-08-10")):
    for number, pairs in enumerate(rounds(), 1):
        for home, away in pairs:
            day = later(start, (number - 1) * 15 + (49 if number > 9 else 0) + draw.number(0, 1))
            match = len(MATCHES) + 1
            referee = draw.number(1, 5)
            if day > TODAY:
                MATCHES.append((match, season, number, day, home, away, None, None, None, None))
                continue
            goals = count_goals(STRENGTH[home] * 1.2), count_goals(STRENGTH[away] * 0.95)
            capacity = STADIUMS[home - 1][3]
            crowd = None if draw.chance(0.02) else min(capacity, int(capacity * (FANS[home] + draw.number(-18, 18) / 100)) + draw.number(0, 99))
            MATCHES.append((match, season, number, day, home, away, referee, *goals, crowd))
            add_goals(match, day, home, away, goals[0])
            add_goals(match, day, away, home, goals[1])
            for club in (home, away):
                squad = [p for p in range(1, len(PLAYERS) + 1) if club_on(p, day) == club]
                for player in draw.shuffled(squad)[:draw.pick([0, 1, 2, 3], [28, 40, 22, 10])]:
                    CARDS.append((len(CARDS) + 1, match, player, draw.number(8, 93), draw.pick(["yellow", "red"], [93, 7])))

write(FOLDER, "Rows of a made-up football league.", [
    ("stadiums", STADIUMS), ("clubs", CLUBS), ("coaches", COACHES), ("players", PLAYERS), ("transfers", TRANSFERS), ("referees", REFEREES),
    ("matches", MATCHES), ("goals", GOALS), ("cards", CARDS),
])
