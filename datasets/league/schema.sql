-- A made-up football league over two seasons; the second is not over yet.

CREATE TABLE stadiums (
    stadium_id INTEGER PRIMARY KEY,
    name       VARCHAR(60) NOT NULL,
    city       VARCHAR(40) NOT NULL,
    capacity   INTEGER NOT NULL,
    opened     INTEGER                        -- year
);

CREATE TABLE clubs (
    club_id    INTEGER PRIMARY KEY,
    name       VARCHAR(60) NOT NULL UNIQUE,
    nickname   VARCHAR(30),
    founded    INTEGER NOT NULL,
    stadium_id INTEGER NOT NULL REFERENCES stadiums
);

CREATE TABLE coaches (
    coach_id    INTEGER PRIMARY KEY,
    full_name   VARCHAR(60) NOT NULL,
    nationality VARCHAR(30) NOT NULL,
    club_id     INTEGER NOT NULL REFERENCES clubs,
    start_date  DATE NOT NULL,
    end_date    DATE                          -- NULL: in charge now
);

CREATE TABLE players (
    player_id    INTEGER PRIMARY KEY,
    full_name    VARCHAR(60) NOT NULL,
    birth_date   DATE NOT NULL,
    nationality  VARCHAR(30) NOT NULL,
    position     VARCHAR(12) NOT NULL,        -- goalkeeper, defender, midfielder, forward
    foot         VARCHAR(5),                  -- left, right, both
    height_cm    INTEGER,
    club_id      INTEGER REFERENCES clubs,    -- NULL: without a club, or gone abroad
    shirt_number INTEGER,
    market_value INTEGER                      -- in thousand euros
);

CREATE TABLE transfers (
    transfer_id  INTEGER PRIMARY KEY,
    player_id    INTEGER NOT NULL REFERENCES players,
    from_club_id INTEGER REFERENCES clubs,    -- NULL: from abroad or the academy
    to_club_id   INTEGER REFERENCES clubs,    -- NULL: abroad
    moved_on     DATE NOT NULL,
    kind         VARCHAR(10) NOT NULL,        -- sale, loan, free
    fee          INTEGER                      -- in thousand euros; NULL: not disclosed
);

CREATE TABLE referees (
    referee_id INTEGER PRIMARY KEY,
    full_name  VARCHAR(60) NOT NULL,
    licence    VARCHAR(10) NOT NULL           -- national, FIFA
);

CREATE TABLE matches (
    match_id     INTEGER PRIMARY KEY,
    season       VARCHAR(7) NOT NULL,         -- such as 2024/25
    round        INTEGER NOT NULL,
    played_on    DATE NOT NULL,
    home_club_id INTEGER NOT NULL REFERENCES clubs,
    away_club_id INTEGER NOT NULL REFERENCES clubs,
    referee_id   INTEGER REFERENCES referees, -- NULL: not appointed yet
    home_goals   INTEGER,                     -- NULL: not played yet
    away_goals   INTEGER,
    attendance   INTEGER                      -- NULL: not played yet, or behind closed doors
);

CREATE TABLE goals (
    goal_id   INTEGER PRIMARY KEY,
    match_id  INTEGER NOT NULL REFERENCES matches,
    club_id   INTEGER NOT NULL REFERENCES clubs,     -- the side that it counts for
    player_id INTEGER NOT NULL REFERENCES players,   -- who shot it; of the other side for an own goal
    assist_id INTEGER REFERENCES players,
    minute    INTEGER NOT NULL,
    kind      VARCHAR(10) NOT NULL                   -- open play, penalty, header, free kick, own goal
);

CREATE TABLE cards (
    card_id   INTEGER PRIMARY KEY,
    match_id  INTEGER NOT NULL REFERENCES matches,
    player_id INTEGER NOT NULL REFERENCES players,
    minute    INTEGER NOT NULL,
    color     VARCHAR(6) NOT NULL                    -- yellow, red
);
