"""Makes data.sql: python3 make-data.py."""

import datetime
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))
from rows import Draw, later, weekday, write  # noqa: E402

TODAY = "2025-02-14"
draw = Draw(5505)


def stamp(day, low=7 * 3600, high=18 * 3600):
    start = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.timezone.utc)
    return int(start.timestamp()) + draw.number(low, high)


def compact(day):
    return day.replace("-", "")


PEOPLE = [
    ("mreh", "Miriam Rehn", None, 5, 1), ("tsan", "Tiago Santos", "mreh", 4, 1), ("kobr", "Kira O'Brien", "mreh", 4, 1), ("jwal", "Jan Wallner", "tsan", 3, 1),
    ("dpat", "Divya Patel", "tsan", 3, 1), ("fmue", "Felix Müller", "tsan", 2, 1), ("aivy", "Anouk Ivy", "kobr", 3, 1), ("hsor", "Håkon Sørli", "kobr", 2, 1),
    ("lche", "Lin Chen", "kobr", 2, 1), ("rgon", "Raúl González", "tsan", 2, 0), ("ezim", "Eva Zimmer", "kobr", 1, 1), ("osti", "Otto Stifel", "tsan", 1, 0),
    ("btur", "Burak Turan", "kobr", 1, 1), ("nroy", "Nina Roy", "mreh", 3, 1), ("sbot", "System Bot", None, 1, 1), ("gdel", "Gina Dell'Acqua", "nroy", 1, 1),
]
USERS = [(code, name, None if code in ("sbot", "osti") else f"{code}@tracker.example", f"bcrypt$12${draw.number(10**14, 10**15 - 1):x}",
          f"tok_{draw.number(10**9, 10**10 - 1):x}" if draw.chance(0.5) else None, active, boss, level,
          stamp(draw.day("2019-01-07", "2024-06-30"))) for code, name, boss, level, active in PEOPLE]
PROJECTS = [("WEB", "Web Shop", "tsan", 0, "20190304"), ("APP", "Mobile App", "kobr", 0, "20200615"), ("API", "Public API", "tsan", 0, "20210111"),
            ("OPS", "Infrastructure", "nroy", 0, None), ("LEG", "Legacy Billing", "mreh", 1, "20150901"), ("DOC", "Handbook", "nroy", 0, "20241118")]
STATES = [("N", "new"), ("O", "open"), ("P", "in progress"), ("R", "in review"), ("C", "closed"), ("W", "won't fix")]
TYPES = [("B", "bug"), ("F", "feature"), ("T", "task"), ("S", "security")]
PRIORITIES = [(1, "blocker"), (2, "high"), (3, "normal"), (4, "low")]
LABELS = [(1, "regression"), (2, "ui"), (3, "performance"), (4, "good first issue"), (5, "customer"), (6, "i18n"), (7, "flaky test"), (8, "accessibility")]
WHAT = {
    "B": ["Crash in {}", "Wrong total in {}", "Umlauts broken in {}", "Timeout of {}", "Can't open {}"],
    "F": ["Export for {}", "Dark mode of {}", "Search in {}", "Bulk edit of {}"], "T": ["Clean up {}", "Upgrade {}", "Write tests for {}", "Document {}"],
    "S": ["Rotate keys of {}", "Injection in {}"],
}
THINGS = ["the basket", "checkout", "the login", "order history", "invoices", "push messages", "the profile page", "webhooks", "rate limits", "the build", "backups",
          "the mail queue", "vouchers", "the address form", "image upload", "the cache"]
ACTIVE = ["tsan", "kobr", "jwal", "dpat", "fmue", "aivy", "hsor", "lche", "ezim", "btur", "nroy"]
ISSUES, COMMENTS, WORK, HISTORY, TAGGED, WATCHERS, PLANNED = [], [], [], [], [], [], []
RELEASES = [(1, "WEB", "3.0", 20240410, 1), (2, "WEB", "3.1", 20241105, 1), (3, "WEB", "3.2", 20250301, 0), (4, "APP", "5.4", 20240820, 1), (5, "APP", "5.5", 20250120, 1),
            (6, "APP", "6.0", None, 0), (7, "API", "v2", 20241001, 1), (8, "API", "v2.1", 20250228, 0)]
titles = set()
days = sorted(draw.day("2023-06-01", "2025-02-13") for _ in range(150))
for number, day in enumerate(days, 1001):
    project = draw.pick(["WEB", "APP", "API", "OPS", "LEG"], [45, 40, 25, 25, 5])
    kind = draw.pick(["B", "F", "T", "S"], [48, 24, 23, 5])
    title = draw.pick(WHAT[kind]).format(draw.pick(THINGS))
    while title in titles:
        title = draw.pick(WHAT[kind]).format(draw.pick(THINGS)) + draw.pick(["", " again", " on tablets", " for guests", " in French"])
    titles.add(title)
    created = stamp(day)
    age = (datetime.date.fromisoformat(TODAY) - datetime.date.fromisoformat(day)).days
    closed = draw.chance(0.78 if age > 120 else 0.35 if age > 20 else 0.1)
    state = draw.pick(["C", "W"], [88, 12]) if closed else draw.pick(["N", "O", "P", "R"], [3, 4, 4, 2])
    needed = min(age, draw.pick([0, 1, 3, 6, 12, 25, 50], [8, 15, 22, 22, 16, 11, 6]) + draw.number(0, 4))
    end = later(day, needed)
    ended = max(created + 1800, stamp(end, 8 * 3600, 19 * 3600)) if closed else None
    assignee = None if state == "N" or draw.chance(0.06) else draw.pick(["rgon", "osti"] + ACTIVE if day < "2024-03-01" else ACTIVE)
    reporter = draw.pick(ACTIVE + ["mreh", "sbot", "gdel"])
    parents = [i[0] for i in ISSUES if i[1] == project and i[3] == "F"]
    parent = draw.pick(parents) if parents and kind == "T" and draw.chance(0.5) else None
    due = compact(later(day, draw.number(5, 60))) if draw.chance(0.4) else None
    ISSUES.append((number, project, title, kind, None if state == "N" and draw.chance(0.5) else draw.pick([1, 2, 3, 4], [6, 24, 50, 20]), state, reporter, assignee, parent,
                   created, ended, due, draw.pick([None, 0.5, 1, 2, 4, 8, 16, 40], [30, 5, 10, 15, 18, 12, 7, 3])))
    for label in sorted({draw.pick(range(1, 8)) for _ in range(draw.pick([0, 1, 2], [3, 5, 2]))}):
        TAGGED.append((number, label))
    for _ in range(draw.pick([0, 1, 2, 3], [4, 4, 2, 1])):
        when = created + draw.number(900, max(1000, needed * 86400))
        text = draw.pick(["works on my machine", "same here", "can't reproduce", "fixed in the branch", None, "customer is waiting", "see the other ticket", "déjà vu"])
        COMMENTS.append([when, number, draw.pick(ACTIVE), int(draw.chance(0.2)), text])
    if assignee:
        for _ in range(draw.pick([0, 1, 2, 3], [3, 4, 3, 1])):
            worked = later(day, draw.number(0, needed))
            WORK.append([worked, number, assignee if draw.chance(0.85) else draw.pick(ACTIVE), draw.number(1, 20) * 15])
    if closed:
        HISTORY.append([ended, number, "st", "R", state, assignee or reporter])
        if draw.chance(0.1):
            HISTORY.append([ended - 900, number, "st", "C", "R", reporter])
    if draw.chance(0.12):
        HISTORY.append([created + 600, number, "prio", str(draw.number(2, 4)), "1", draw.pick(ACTIVE)])
    for watcher in sorted({draw.pick(ACTIVE + ["mreh"]) for _ in range(draw.pick([0, 1, 2, 3], [4, 4, 2, 1]))}):
        WATCHERS.append((number, watcher))
    fitting = [r for r in RELEASES if r[1] == project and (state != "C" or r[4]) and (r[3] is None or r[3] >= int(compact(end)))]
    if fitting and draw.chance(0.6):
        PLANNED.append((number, fitting[0][0]))
COMMENTS = [(n, issue, who, when, internal, text) for n, (when, issue, who, internal, text) in enumerate(sorted(COMMENTS, key=lambda c: c[:2]), 1)]
WORK = [(n, issue, who, day, minutes) for n, (day, issue, who, minutes) in enumerate(sorted(WORK), 1)]
HISTORY = [(n, issue, field, old, new, who, when) for n, (when, issue, field, old, new, who) in enumerate(sorted(HISTORY), 1)]
BACKUP = [(812, "Login broken", "C"), (813, "Login broken again", "C"), (None, "test", None)]

write(FOLDER, "Rows of a made-up issue tracker.", [
    ("t_usr", USERS), ("t_prj", PROJECTS), ("lk_st", STATES), ("lk_typ", TYPES), ("lk_prio", PRIORITIES), ("t_iss", ISSUES), ("t_label", LABELS),
    ("iss_lbls", TAGGED), ("t_cmnts", COMMENTS), ("wrk_log", WORK), ("t_iss_hist", HISTORY), ("t_rel", RELEASES), ("iss_rel", PLANNED),
    ("t_watchers", WATCHERS), ("t_iss_bak_2021", BACKUP),
])
