-- catalog: kinds
-- What each entry of the lists of operators and casts is needed for.

-- case: operator 001
SELECT n = m AS value FROM samples

-- case: operator 002
SELECT price = cost AS value FROM samples

-- case: operator 003
SELECT is_open = is_new AS value FROM samples

-- case: operator 004
SELECT note = code AS value FROM samples

-- case: operator 005
SELECT mood = temper AS value FROM samples

-- case: operator 006
SELECT day = at AS value FROM samples

-- case: operator 007
SELECT at < seen_at AS value FROM samples

-- case: operator 008
SELECT starts = ends AS value FROM samples

-- case: operator 009
SELECT wait = rest AS value FROM samples

-- case: operator 010
SELECT starts < wait AS value FROM samples

-- case: operator 011
SELECT doc = extra AS value FROM samples

-- case: operator 012
SELECT key = parent AS value FROM samples

-- case: operator 013
SELECT blob = thumbnail AS value FROM samples

-- case: operator 014
SELECT flags = mask AS value FROM samples

-- case: operator 015
SELECT ip = net AS value FROM samples

-- case: operator 016
SELECT mac = other_mac AS value FROM samples

-- case: operator 017
SELECT words = words AS value FROM samples

-- case: operator 018
SELECT wanted = unwanted AS value FROM samples

-- case: operator 019
SELECT span = other_span AS value FROM samples

-- case: operator 020
SELECT spans = other_spans AS value FROM samples

-- case: operator 021
SELECT tags = labels AS value FROM samples

-- case: operator 022
SELECT n + m AS value FROM samples

-- case: operator 023
SELECT price + cost AS value FROM samples

-- case: operator 024
SELECT day + n AS value FROM samples

-- case: operator 025
SELECT n + day AS value FROM samples

-- case: operator 026
SELECT day + starts AS value FROM samples

-- case: operator 027
SELECT starts + day AS value FROM samples

-- case: operator 028
SELECT day + wait AS value FROM samples

-- case: operator 029
SELECT wait + at AS value FROM samples

-- case: operator 030
SELECT starts + wait AS value FROM samples

-- case: operator 031
SELECT wait + starts AS value FROM samples

-- case: operator 032
SELECT wait + rest AS value FROM samples

-- case: operator 033
SELECT ip + n AS value FROM samples

-- case: operator 034
SELECT n + ip AS value FROM samples

-- case: operator 035
SELECT span + other_span AS value FROM samples

-- case: operator 036
SELECT spans + other_spans AS value FROM samples

-- case: operator 037
SELECT n - m AS value FROM samples

-- case: operator 038
SELECT price - cost AS value FROM samples

-- case: operator 039
SELECT day - n AS value FROM samples

-- case: operator 040
SELECT day - other_day AS value FROM samples

-- case: operator 041
SELECT at - seen_at AS value FROM samples

-- case: operator 042
SELECT at - wait AS value FROM samples

-- case: operator 043
SELECT starts - ends AS value FROM samples

-- case: operator 044
SELECT starts - wait AS value FROM samples

-- case: operator 045
SELECT wait - rest AS value FROM samples

-- case: operator 046
SELECT doc - note AS value FROM samples

-- case: operator 047
SELECT doc - n AS value FROM samples

-- case: operator 048
SELECT doc - tags AS value FROM samples

-- case: operator 049
SELECT ip - n AS value FROM samples

-- case: operator 050
SELECT ip - net AS value FROM samples

-- case: operator 051
SELECT span - other_span AS value FROM samples

-- case: operator 052
SELECT spans - other_spans AS value FROM samples

-- case: operator 053
SELECT n * m AS value FROM samples

-- case: operator 054
SELECT price * n AS value FROM samples

-- case: operator 055
SELECT n * price AS value FROM samples

-- case: operator 056
SELECT wait * n AS value FROM samples

-- case: operator 057
SELECT n * wait AS value FROM samples

-- case: operator 058
SELECT span * other_span AS value FROM samples

-- case: operator 059
SELECT spans * other_spans AS value FROM samples

-- case: operator 060
SELECT n / m AS value FROM samples

-- case: operator 061
SELECT price / n AS value FROM samples

-- case: operator 062
SELECT price / cost AS value FROM samples

-- case: operator 063
SELECT wait / n AS value FROM samples

-- case: operator 064
SELECT n % m AS value FROM samples

-- case: operator 065
SELECT n & m AS value FROM samples

-- case: operator 066
SELECT flags & mask AS value FROM samples

-- case: operator 067
SELECT ip & net AS value FROM samples

-- case: operator 068
SELECT mac & other_mac AS value FROM samples

-- case: operator 069
SELECT n # m AS value FROM samples

-- case: operator 070
SELECT flags # mask AS value FROM samples

-- case: operator 071
SELECT n << m AS value FROM samples

-- case: operator 072
SELECT flags << n AS value FROM samples

-- case: operator 073
SELECT ip << net AS value FROM samples

-- case: operator 074
SELECT span << spans AS value FROM samples

-- case: operator 075
SELECT note || n AS value FROM samples

-- case: operator 076
SELECT n || note AS value FROM samples

-- case: operator 077
SELECT tags || note AS value FROM samples

-- case: operator 078
SELECT note || tags AS value FROM samples

-- case: operator 079
SELECT doc || extra AS value FROM samples

-- case: operator 080
SELECT words || words AS value FROM samples

-- case: operator 081
SELECT wanted || unwanted AS value FROM samples

-- case: operator 082
SELECT blob || thumbnail AS value FROM samples

-- case: operator 083
SELECT flags || mask AS value FROM samples

-- case: operator 084
SELECT doc -> note AS value FROM samples

-- case: operator 085
SELECT raw -> n AS value FROM samples

-- case: operator 086
SELECT doc #> tags AS value FROM samples

-- case: operator 087
SELECT doc @> extra AS value FROM samples

-- case: operator 088
SELECT tags @> labels AS value FROM samples

-- case: operator 089
SELECT wanted @> unwanted AS value FROM samples

-- case: operator 090
SELECT span @> n AS value FROM samples

-- case: operator 091
SELECT doc <@ extra AS value FROM samples

-- case: operator 092
SELECT tags <@ labels AS value FROM samples

-- case: operator 093
SELECT wanted <@ unwanted AS value FROM samples

-- case: operator 094
SELECT n <@ spans AS value FROM samples

-- case: operator 095
SELECT tags && labels AS value FROM samples

-- case: operator 096
SELECT wanted && unwanted AS value FROM samples

-- case: operator 097
SELECT ip && net AS value FROM samples

-- case: operator 098
SELECT span && spans AS value FROM samples

-- case: operator 099
SELECT doc ? note AS value FROM samples

-- case: operator 100
SELECT words @@ wanted AS value FROM samples

-- case: operator 101
SELECT wanted @@ words AS value FROM samples

-- case: operator 102
SELECT note ~ '^a' AS value FROM samples

-- case: operator 103
SELECT note LIKE code AS value FROM samples

-- case: operator 104
SELECT blob LIKE thumbnail AS value FROM samples

-- case: operator 105
SELECT -n AS value FROM samples

-- case: operator 106
SELECT -wait AS value FROM samples

-- case: operator 107
SELECT +n AS value FROM samples

-- case: operator 108
SELECT ~n AS value FROM samples

-- case: operator 109
SELECT ~flags AS value FROM samples

-- case: operator 110
SELECT ~ip AS value FROM samples

-- case: operator 111
SELECT ~mac AS value FROM samples

-- case: operator 112
SELECT mood IS DISTINCT FROM temper AS value FROM samples

-- case: operator 113
SELECT n BETWEEN m AND 7 AS value FROM samples

-- case: operator 114
SELECT day IN (other_day, '2024-01-01') AS value FROM samples

-- case: operator 115
SELECT CASE n WHEN m THEN 1 END AS value FROM samples

-- case: operator 116
SELECT nullif(note, code) AS value FROM samples

-- case: operator 117
SELECT (n, note) = (m, code) AS value FROM samples

-- case: operator 118
SELECT (n, note) IN (SELECT m, code FROM samples) AS value FROM samples

-- case: operator 119
SELECT n = ANY (SELECT m FROM samples) AS value FROM samples

-- case: operator 120
SELECT mood = ANY ('{good,bad}') AS value FROM samples

-- case: operator 121
SELECT lower(span) + n AS value FROM samples

-- case: operator 122
SELECT min(price) < max(cost) AS value FROM samples

-- case: operator 123
SELECT date_trunc('hour', wait) > rest AS value FROM samples

-- case: operator 124
SELECT coalesce(day, '2024-01-01') < at AS value FROM samples

-- case: operator 125
SELECT seen_at - now() < wait AS value FROM samples

-- case: operator 126
SELECT note || mood AS value FROM samples

-- case: operator 127
SELECT price > '3' AS value FROM samples

-- case: operator 128
SELECT relation IS NULL AS value FROM samples

-- case: operator 129
SELECT count(pair) AS value FROM samples

-- case: operator 130
SELECT place AS value FROM samples

-- case: operator 131
SELECT (SELECT max(d.v) FROM (SELECT '2024-01-01' AS v UNION ALL SELECT note FROM samples) d) AS value FROM samples

-- case: cast 132
SELECT CAST(n AS numeric) AS value FROM samples

-- case: cast 133
SELECT CAST(is_open AS boolean) AS value FROM samples

-- case: cast 134
SELECT CAST(is_open AS integer) AS value FROM samples

-- case: cast 135
SELECT CAST(n AS boolean) AS value FROM samples

-- case: cast 136
SELECT CAST(price AS numeric) AS value FROM samples

-- case: cast 137
SELECT CAST(mood AS text) AS value FROM samples

-- case: cast 138
SELECT CAST(note AS integer) AS value FROM samples

-- case: cast 139
SELECT CAST(day AS date) AS value FROM samples

-- case: cast 140
SELECT CAST(at AS date) AS value FROM samples

-- case: cast 141
SELECT CAST(day AS timestamptz) AS value FROM samples

-- case: cast 142
SELECT CAST(at AS timestamptz) AS value FROM samples

-- case: cast 143
SELECT CAST(at AS time) AS value FROM samples

-- case: cast 144
SELECT CAST(starts AS timetz) AS value FROM samples

-- case: cast 145
SELECT CAST(starts AS interval) AS value FROM samples

-- case: cast 146
SELECT CAST(wait AS time) AS value FROM samples

-- case: cast 147
SELECT CAST(wait AS interval) AS value FROM samples

-- case: cast 148
SELECT CAST(raw AS json) AS value FROM samples

-- case: cast 149
SELECT CAST(doc AS jsonb) AS value FROM samples

-- case: cast 150
SELECT CAST(raw AS jsonb) AS value FROM samples

-- case: cast 151
SELECT CAST(doc AS json) AS value FROM samples

-- case: cast 152
SELECT CAST(doc AS numeric) AS value FROM samples

-- case: cast 153
SELECT CAST(doc AS boolean) AS value FROM samples

-- case: cast 154
SELECT CAST(key AS uuid) AS value FROM samples

-- case: cast 155
SELECT CAST(blob AS bigint) AS value FROM samples

-- case: cast 156
SELECT CAST(flags AS integer) AS value FROM samples

-- case: cast 157
SELECT CAST(net AS inet) AS value FROM samples

-- case: cast 158
SELECT CAST(words AS tsvector) AS value FROM samples

-- case: cast 159
SELECT CAST(wanted AS tsquery) AS value FROM samples

-- case: cast 160
SELECT CAST(span AS int4range) AS value FROM samples

-- case: cast 161
SELECT CAST(tags AS text[]) AS value FROM samples

-- case: join 162
SELECT count(*) FROM samples a JOIN samples b USING (n, mood, key)
