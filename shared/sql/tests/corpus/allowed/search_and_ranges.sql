-- catalog: clinic

-- case: 001
SELECT count(*) FROM visits WHERE to_tsvector('english', reason) @@ plainto_tsquery('english', 'chest pain')

-- case: 002
SELECT visit_id, reason FROM visits WHERE to_tsvector('english', reason) @@ websearch_to_tsquery('english', 'fever -cough') ORDER BY arrived_at DESC LIMIT 50

-- case: 003
SELECT department_id, count(*) FROM visits WHERE to_tsvector('english', reason) @@ phraseto_tsquery('english', 'short of breath') GROUP BY department_id

-- case: 004
SELECT triage, count(*) FROM visits WHERE to_tsvector('english', reason) @@ to_tsquery('english', 'fever & !cough') GROUP BY triage

-- case: 005
SELECT visit_id, ts_rank(to_tsvector('english', reason), plainto_tsquery('english', 'fever')) AS score FROM visits ORDER BY score DESC LIMIT 10

-- case: 006
SELECT visit_id, ts_rank_cd(to_tsvector('english', reason), plainto_tsquery('english', 'broken arm')) AS score FROM visits ORDER BY score DESC LIMIT 10

-- case: 007
SELECT visit_id, ts_headline('english', reason, plainto_tsquery('english', 'fever')) AS shown FROM visits WHERE to_tsvector('english', reason) @@ plainto_tsquery('english', 'fever')

-- case: 008
SELECT patient_id FROM patients WHERE setweight(to_tsvector('simple', family_name), 'A') @@ plainto_tsquery('simple', 'miller')

-- case: 009
SELECT visit_id FROM visits WHERE strip(to_tsvector('english', reason)) @@ to_tsquery('english', 'cough') AND numnode(to_tsquery('english', 'cough')) > 0

-- case: 010
SELECT triage, count(*) FILTER (WHERE 'fever cough'::tsvector @@ 'fever'::tsquery) FROM visits GROUP BY triage

-- case: 011
SELECT postcode, count(*) FROM patients WHERE registered_on <@ daterange('2024-01-01', '2025-01-01') GROUP BY postcode

-- case: 012
SELECT a.visit_id, b.visit_id AS meanwhile FROM visits a JOIN visits b ON a.doctor_id = b.doctor_id AND a.visit_id < b.visit_id WHERE tsrange(a.arrived_at, a.left_at) && tsrange(b.arrived_at, b.left_at)

-- case: 013
SELECT count(*) FROM visits WHERE tstzrange(current_timestamp - INTERVAL '1 day', current_timestamp) @> current_timestamp

-- case: 014
SELECT patient_id FROM patients WHERE numrange(0, 40) @> weight_kg

-- case: 015
SELECT visit_id FROM visits WHERE int4range(1, 5) @> doctor_id

-- case: 016
SELECT visit_id, int8range(1, 1000) AS block FROM visits WHERE NOT isempty(int8range(1, 1000))

-- case: 017
SELECT lower_inc(daterange('2024-01-01', '2024-02-01')) AS from_the_first, upper_inc(daterange('2024-01-01', '2024-02-01')) AS with_the_last, lower_inf(daterange(NULL, '2024-02-01')) AS without_start, upper_inf(daterange('2024-01-01', NULL)) AS without_end

-- case: 018
SELECT patient_id, range_merge(daterange(min(registered_on), max(registered_on)), daterange('2020-01-01', '2020-02-01')) AS known FROM patients GROUP BY patient_id

-- case: 019
SELECT visit_id FROM visits WHERE doctor_id <@ '[1,5)'::int4range

-- case: 020
SELECT count(*) FROM visits WHERE '[1,100)'::int8range && '[50,200)'::int8range

-- case: 021
SELECT patient_id FROM patients WHERE weight_kg <@ '[40.5,60]'::numrange

-- case: 022
SELECT patient_id FROM patients WHERE registered_on <@ '[2024-01-01,2024-07-01)'::daterange

-- case: 023
SELECT count(*) FROM visits WHERE arrived_at <@ '[2024-01-01 08:00,2024-01-01 20:00)'::tsrange

-- case: 024
SELECT count(*) FROM visits WHERE current_timestamp <@ '[2024-01-01 08:00+00,2034-01-01 20:00+00)'::tstzrange

-- case: 025
SELECT v.visit_id, d.code FROM visits v CROSS JOIN LATERAL unnest(v.diagnoses) AS d(code) WHERE d.code LIKE 'J%'

-- case: 026
SELECT days.day::date AS day, count(v.visit_id) AS visits FROM generate_series(DATE '2024-01-01', DATE '2024-01-31', INTERVAL '1 day') AS days(day) LEFT JOIN visits v ON v.arrived_at::date = days.day::date GROUP BY days.day ORDER BY days.day

-- case: 027
SELECT v.visit_id, reading.key, reading.value FROM visits v CROSS JOIN LATERAL jsonb_each_text(v.vitals) AS reading(key, value)

-- case: 028
SELECT patient_id, allergies[1:2] AS first_two FROM patients
