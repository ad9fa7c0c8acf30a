-- catalog: kinds
-- Operators and casts between types that have none on the reviewed lists: what is not read, what reads a
-- catalog or a setting, and what only a function of the user's could join.

-- case: 001 => unsupported-operator
SELECT day + note FROM samples

-- case: 002 => unsupported-operator
SELECT note + n FROM samples

-- case: 003 => unsupported-operator
SELECT note = n FROM samples

-- case: 004 => unsupported-operator
SELECT n = is_open FROM samples

-- case: 005 => unsupported-operator
SELECT n || m FROM samples

-- case: 006 => unsupported-operator
SELECT mood LIKE 'g%' FROM samples

-- case: 007 => unsupported-operator
SELECT mood ~ 'g' FROM samples

-- case: 008 => unsupported-operator
SELECT mood = note FROM samples

-- case: 009 => unsupported-operator
SELECT mood = n FROM samples

-- case: 010 => unsupported-operator
SELECT price > n FROM samples

-- case: 011 => unsupported-operator
SELECT price * cost FROM samples

-- case: 012 => unsupported-operator
SELECT raw = raw FROM samples

-- case: 013 => unsupported-operator
SELECT raw @> doc FROM samples

-- case: 014 => unsupported-operator
SELECT doc LIKE 'a%' FROM samples

-- case: 015 => unsupported-operator
SELECT tags = note FROM samples

-- case: 016 => unsupported-operator
SELECT place = place FROM samples

-- case: 017 => unsupported-operator
SELECT relation = relation FROM samples

-- case: 018 => unsupported-operator
SELECT relation = 'pg_authid' FROM samples

-- case: 019 => unsupported-operator
SELECT relation = n FROM samples

-- case: 020 => unsupported-operator
SELECT note || relation FROM samples

-- case: 021 => unsupported-operator
SELECT page || note FROM samples

-- case: 022 => unsupported-operator
SELECT position + n FROM samples

-- case: 023 => unsupported-operator
SELECT position < position FROM samples

-- case: 024 => unsupported-operator
SELECT pair = pair FROM samples

-- case: 025 => unsupported-operator
SELECT pair < pair FROM samples

-- case: 026 => unsupported-operator
SELECT note @@ wanted FROM samples

-- case: 027 => unsupported-operator
SELECT note @@ note FROM samples

-- case: 028 => unsupported-operator
SELECT doc @@ 'strict $.a' FROM samples

-- case: 029 => unsupported-operator
SELECT relation @@ wanted FROM samples

-- case: 030 => unsupported-operator
SELECT place @@ wanted FROM samples

-- case: 031 => unsupported-operator
SELECT wait < day FROM samples

-- case: 032 => unsupported-operator
SELECT at + at FROM samples

-- case: 033 => unsupported-operator
SELECT day * 2 FROM samples

-- case: 034 => unsupported-operator
SELECT -note FROM samples

-- case: 035 => unsupported-operator
SELECT ~note FROM samples

-- case: 036 => unsupported-operator
SELECT -relation FROM samples

-- case: 037 => unsupported-operator
SELECT +wait FROM samples

-- case: 038 => unsupported-operator
SELECT n IN (SELECT note FROM samples) FROM samples

-- case: 039 => unsupported-operator
SELECT n = ANY (SELECT note FROM samples) FROM samples

-- case: 040 => unsupported-operator
SELECT relation IN (1, 2) FROM samples

-- case: 041 => unsupported-operator
SELECT relation BETWEEN 1 AND 9 FROM samples

-- case: 042 => unsupported-operator
SELECT CASE relation WHEN 1260 THEN 1 END FROM samples

-- case: 043 => unsupported-operator
SELECT relation IS DISTINCT FROM 1260 FROM samples

-- case: 044 => unsupported-operator
SELECT (n, relation) = (1, 1260) FROM samples

-- case: 045 => unsupported-operator
SELECT nullif(relation, 1260) FROM samples

-- case: 046 => unsupported-operator
SELECT relation = ANY (ARRAY[1260]) FROM samples

-- case: 047 => unsupported-operator
SELECT note = ALL (note) FROM samples

-- case: 048 => unsupported-type
SELECT CAST(relation AS text) FROM samples

-- case: 049 => unsupported-type
SELECT CAST(relation AS integer) FROM samples

-- case: 050 => unsupported-type
SELECT CAST(page AS text) FROM samples

-- case: 051 => unsupported-type
SELECT CAST(position AS numeric) FROM samples

-- case: 052 => unsupported-type
SELECT CAST(position AS text) FROM samples

-- case: 053 => unsupported-type
SELECT CAST(place AS text) FROM samples

-- case: 054 => unsupported-type
SELECT CAST(pair AS text) FROM samples

-- case: 055 => unsupported-type
SELECT CAST(pair AS jsonb) FROM samples

-- case: 056 => unsupported-type
SELECT CAST(mood AS integer) FROM samples

-- case: 057 => unsupported-type
SELECT CAST(mood AS boolean) FROM samples

-- case: 058 => unsupported-type
SELECT CAST(day AS integer) FROM samples

-- case: 059 => unsupported-type
SELECT CAST(n AS date) FROM samples

-- case: 060 => unsupported-type
SELECT CAST(n AS timestamp) FROM samples

-- case: 061 => unsupported-type
SELECT CAST(price AS integer[]) FROM samples

-- case: 062 => unsupported-type
SELECT CAST(key AS integer) FROM samples

-- case: 063 => unsupported-type
SELECT CAST(tags AS integer) FROM samples

-- case: 064 => unsupported-type
SELECT CAST(doc AS date) FROM samples

-- case: 065 => unsupported-type
SELECT CAST(words AS integer) FROM samples

-- case: 066 => unsupported-type
SELECT CAST(ip AS uuid) FROM samples

-- case: 067 => unsupported-type
SELECT CAST(is_open AS date) FROM samples

-- case: 068 => unsupported-operator
SELECT a.n FROM samples a JOIN samples b USING (relation)

-- case: 069 => unsupported-operator
SELECT a.n FROM samples a NATURAL JOIN samples b

-- case: 070 => unsupported-operator
SELECT d.r = 1260 FROM (SELECT relation AS r FROM samples) d

-- case: 071 => unsupported-operator
WITH c AS (SELECT min(note) AS t FROM samples) SELECT t + 1 FROM c

-- case: 072 => unsupported-operator
SELECT v + 1 FROM (VALUES ('a'), ('b')) AS x (v)
