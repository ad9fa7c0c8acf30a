-- Public transport of a made-up city: lines, stops, trips, delays, tickets.

CREATE TABLE operators (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE,
    website TEXT
);

CREATE TABLE lines (
    id           INTEGER PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,       -- as on the front of the vehicle, such as T3 or N1
    mode         TEXT NOT NULL,              -- tram, bus, metro, ferry
    operator_id  INTEGER NOT NULL REFERENCES operators,
    is_night     BOOLEAN NOT NULL,
    opened       DATE NOT NULL,
    discontinued DATE                        -- NULL while it runs
);

CREATE TABLE zones (
    code TEXT PRIMARY KEY,                   -- A is the centre
    name TEXT NOT NULL
);

CREATE TABLE stops (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    zone_code     TEXT NOT NULL REFERENCES zones,
    step_free     BOOLEAN NOT NULL,
    has_shelter   BOOLEAN NOT NULL,
    latitude      REAL NOT NULL,
    longitude     REAL NOT NULL
);

-- The stops of a line in their order; minutes from the first stop by timetable.
CREATE TABLE line_stops (
    line_id  INTEGER NOT NULL REFERENCES lines,
    position INTEGER NOT NULL,
    stop_id  INTEGER NOT NULL REFERENCES stops,
    minutes  INTEGER NOT NULL,
    PRIMARY KEY (line_id, position)
);

CREATE TABLE vehicles (
    id       INTEGER PRIMARY KEY,
    plate    TEXT NOT NULL UNIQUE,
    mode     TEXT NOT NULL,
    model    TEXT NOT NULL,
    seats    INTEGER NOT NULL,
    built    INTEGER NOT NULL,               -- year
    energy   TEXT NOT NULL,                  -- electric, diesel, hybrid
    retired  DATE
);

CREATE TABLE drivers (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    born    DATE NOT NULL,
    hired   DATE NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operators
);

CREATE TABLE trips (
    id            INTEGER PRIMARY KEY,
    line_id       INTEGER NOT NULL REFERENCES lines,
    vehicle_id    INTEGER REFERENCES vehicles,   -- NULL: cancelled before one was assigned
    driver_id     INTEGER REFERENCES drivers,
    departure     TIMESTAMP NOT NULL,            -- by timetable, from the first stop
    delay_minutes INTEGER,                       -- at the last stop; NULL: cancelled
    passengers    INTEGER,                       -- counted; NULL: cancelled, or the counter failed
    cancelled     BOOLEAN NOT NULL
);

CREATE TABLE incidents (
    id       INTEGER PRIMARY KEY,
    trip_id  INTEGER NOT NULL REFERENCES trips,
    category TEXT NOT NULL,                      -- breakdown, accident, police, weather, medical
    severity INTEGER NOT NULL,                   -- 1 minor to 3 serious
    remark   TEXT
);

CREATE TABLE ticket_types (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    price NUMERIC(6, 2) NOT NULL,
    hours INTEGER                                -- how long it is valid; NULL: one ride
);

CREATE TABLE ticket_sales (
    id             INTEGER PRIMARY KEY,
    ticket_type_id INTEGER NOT NULL REFERENCES ticket_types,
    stop_id        INTEGER REFERENCES stops,     -- where the machine stands; NULL: sold in the app
    sold_at        TIMESTAMP NOT NULL,
    quantity       INTEGER NOT NULL,
    amount         NUMERIC(8, 2) NOT NULL,       -- paid in all, discounts taken off
    channel        TEXT NOT NULL                 -- machine, app, driver
);
