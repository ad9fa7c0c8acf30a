-- catalog: clinic

-- case: 001
SELECT d.name, count(v.visit_id) AS visits, avg(v.seen_at - v.arrived_at) AS wait FROM departments d LEFT JOIN visits v USING (department_id) GROUP BY d.department_id, d.name ORDER BY wait DESC NULLS LAST

-- case: 002
SELECT triage, count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM seen_at - arrived_at)) / 60 AS median_minutes FROM visits WHERE seen_at IS NOT NULL GROUP BY triage ORDER BY CASE triage WHEN 'red' THEN 1 WHEN 'yellow' THEN 2 ELSE 3 END

-- case: 003
SELECT EXTRACT(hour FROM arrived_at) AS hour, count(*) AS arrivals FROM visits WHERE arrived_at >= current_date - 30 GROUP BY 1 ORDER BY 1

-- case: 004
SELECT patient_id, count(*) AS visits, max(arrived_at)::date - min(arrived_at)::date AS days_between FROM visits GROUP BY patient_id HAVING count(*) > 1 ORDER BY visits DESC

-- case: 005
WITH returns AS (SELECT visit_id, patient_id, arrived_at, lag(left_at) OVER (PARTITION BY patient_id ORDER BY arrived_at) AS left_before FROM visits) SELECT count(*) FILTER (WHERE arrived_at - left_before <= INTERVAL '30 days') AS readmitted, count(*) AS all_visits, round(100.0 * count(*) FILTER (WHERE arrived_at - left_before <= INTERVAL '30 days') / count(*), 2) AS percent FROM returns

-- case: 006
SELECT p.sex, width_bucket(date_part('year', age(p.born_on)), 0, 100, 10) AS decade, count(*) AS n FROM patients p GROUP BY 1, 2 ORDER BY 1, 2

-- case: 007
SELECT patient_id, round((weight_kg / power(height_cm / 100, 2))::numeric, 1) AS bmi FROM patients WHERE height_cm > 0

-- case: 008
SELECT CASE WHEN weight_kg / power(height_cm / 100, 2) < 18.5 THEN 'under' WHEN weight_kg / power(height_cm / 100, 2) < 25 THEN 'normal' ELSE 'over' END AS class, count(*) FROM patients WHERE height_cm > 0 GROUP BY 1

-- case: 009
SELECT p.family_name, p.given_name FROM patients p WHERE 'penicillin' = ANY (p.allergies) AND EXISTS (SELECT 1 FROM visits v JOIN prescriptions r USING (visit_id) WHERE v.patient_id = p.patient_id AND r.drug ILIKE '%cillin%')

-- case: 010
SELECT drug, sum(dose_mg * times_a_day * (ends_on - starts_on + 1)) AS total_mg FROM prescriptions GROUP BY drug ORDER BY total_mg DESC LIMIT 20

-- case: 011
SELECT a.drug AS one, b.drug AS other, count(DISTINCT v.patient_id) AS patients FROM prescriptions a JOIN prescriptions b ON a.visit_id = b.visit_id AND a.drug < b.drug JOIN visits v ON v.visit_id = a.visit_id GROUP BY 1, 2 ORDER BY patients DESC

-- case: 012
SELECT a.prescription_id, b.prescription_id FROM prescriptions a JOIN prescriptions b ON a.drug = b.drug AND a.prescription_id < b.prescription_id WHERE (a.starts_on, a.ends_on) OVERLAPS (b.starts_on, b.ends_on)

-- case: 013
WITH RECURSIVE renewals AS (SELECT prescription_id, renewed_from, 0 AS times FROM prescriptions WHERE renewed_from IS NULL UNION ALL SELECT p.prescription_id, p.renewed_from, r.times + 1 FROM prescriptions p JOIN renewals r ON p.renewed_from = r.prescription_id) SELECT times, count(*) FROM renewals GROUP BY times ORDER BY times

-- case: 014
WITH RECURSIVE units AS (SELECT department_id, name, parent_id, name AS path FROM departments WHERE parent_id IS NULL UNION ALL SELECT d.department_id, d.name, d.parent_id, u.path || '>' || d.name FROM departments d JOIN units u ON d.parent_id = u.department_id) SELECT path AS unit, length(path) AS size FROM units

-- case: 015
WITH RECURSIVE chain(doctor_id, boss, depth) AS (SELECT doctor_id, supervisor_id, 0 FROM doctors UNION SELECT c.doctor_id, d.supervisor_id, c.depth + 1 FROM chain c JOIN doctors d ON d.doctor_id = c.boss WHERE c.depth < 6) SELECT boss, count(DISTINCT doctor_id) AS below FROM chain WHERE boss IS NOT NULL GROUP BY boss

-- case: 016
SELECT test_code, avg(value) AS mean, stddev(value) AS deviation, avg(value) - 2 * stddev(value) AS low, avg(value) + 2 * stddev(value) AS high FROM lab_results GROUP BY test_code HAVING count(*) > 30

-- case: 017
SELECT r.result_id, r.value, (r.value - avg(r.value) OVER w) / nullif(stddev_pop(r.value) OVER w, 0) AS z FROM lab_results r WINDOW w AS (PARTITION BY r.test_code)

-- case: 018
SELECT DISTINCT ON (v.patient_id, r.test_code) v.patient_id, r.test_code, r.value, r.taken_at FROM lab_results r JOIN visits v USING (visit_id) ORDER BY v.patient_id, r.test_code, r.taken_at DESC

-- case: 019
SELECT test_code, date_trunc('month', taken_at) AS month, count(*) FILTER (WHERE is_abnormal) * 100.0 / count(*) AS abnormal_percent FROM lab_results GROUP BY 1, 2 ORDER BY 1, 2

-- case: 020
SELECT vitals ->> 'pulse' AS pulse, (vitals -> 'pressure' ->> 'systolic')::int AS systolic FROM visits WHERE vitals ? 'pressure' AND (vitals #>> '{pressure,systolic}')::int > 160

-- case: 021
SELECT visit_id, jsonb_typeof(vitals) AS kind, vitals @> '{"fever": true}' AS has_fever FROM visits WHERE vitals IS NOT NULL

-- case: 022
SELECT v.visit_id FROM visits v WHERE v.vitals ?| ARRAY['ecg', 'xray'] AND NOT v.vitals ?& ARRAY['ecg', 'xray']

-- case: 023
SELECT visit_id, cardinality(diagnoses) AS n, diagnoses[1] AS main FROM visits WHERE diagnoses && ARRAY['I10', 'E11'] ORDER BY n DESC

-- case: 024
SELECT diagnoses[1] AS main, mode() WITHIN GROUP (ORDER BY reason) AS usual_reason, count(*) FROM visits GROUP BY 1 HAVING count(*) > 10

-- case: 025
SELECT i.name, sum(f.amount) AS invoiced, sum(f.amount) FILTER (WHERE f.paid_on IS NOT NULL) AS paid, sum(f.amount) FILTER (WHERE f.paid_on IS NULL AND f.issued_on < current_date - 60) AS overdue FROM invoices f JOIN insurers i USING (insurer_id) GROUP BY i.insurer_id, i.name ORDER BY overdue DESC NULLS LAST

-- case: 026
SELECT CASE WHEN current_date - issued_on <= 30 THEN '0-30' WHEN current_date - issued_on <= 60 THEN '31-60' WHEN current_date - issued_on <= 90 THEN '61-90' ELSE 'over 90' END AS age_class, count(*), sum(amount) FROM invoices WHERE paid_on IS NULL GROUP BY 1 ORDER BY 1

-- case: 027
SELECT insurer_id, avg(paid_on - issued_on) AS days_to_pay, percentile_disc(0.9) WITHIN GROUP (ORDER BY paid_on - issued_on) AS p90 FROM invoices WHERE paid_on IS NOT NULL GROUP BY insurer_id

-- case: 028
SELECT invoice_id::text, amount * coalesce(i.rate, 1) AS covered FROM invoices f LEFT JOIN insurers i ON i.insurer_id = f.insurer_id WHERE f.currency = 'EUR'

-- case: 029
SELECT currency, sum(amount) AS total, sum(amount) / sum(sum(amount)) OVER () AS share FROM invoices GROUP BY ROLLUP (currency)

-- case: 030
SELECT s.doctor_id, sum(EXTRACT(epoch FROM s.ends_at - s.starts_at) / 3600) AS hours, count(*) FILTER (WHERE s.is_night) AS nights FROM shifts s WHERE s.on_day BETWEEN DATE '2024-01-01' AND DATE '2024-01-31' GROUP BY s.doctor_id HAVING count(*) FILTER (WHERE s.is_night) > 4

-- case: 031
WITH days AS (SELECT doctor_id, on_day, on_day - (row_number() OVER (PARTITION BY doctor_id ORDER BY on_day))::int AS block FROM shifts) SELECT doctor_id, min(on_day) AS from_day, max(on_day) AS to_day, count(*) AS in_a_row FROM days GROUP BY doctor_id, block HAVING count(*) > 6

-- case: 032
SELECT on_day, count(*) AS on_duty, bool_or(is_night) AS night_covered FROM shifts GROUP BY on_day HAVING NOT bool_or(is_night)

-- case: 033
SELECT d.name, d.fte, count(s.on_day) AS shifts, round(count(s.on_day) / nullif(d.fte, 0), 1) AS per_fte FROM doctors d LEFT JOIN shifts s USING (doctor_id) GROUP BY d.doctor_id, d.name, d.fte

-- case: 034
SELECT d.name FROM doctors d WHERE NOT EXISTS (SELECT 1 FROM shifts s WHERE s.doctor_id = d.doctor_id AND s.on_day >= current_date - 14)

-- case: 035
SELECT a.doctor_id, a.on_day FROM shifts a JOIN shifts b ON a.doctor_id = b.doctor_id AND b.on_day = a.on_day + 1 WHERE a.is_night AND NOT b.is_night

-- case: 036
SELECT m.month, m.department, m.visits, m.visits - lag(m.visits, 12) OVER (PARTITION BY m.department ORDER BY m.month) AS against_year_before FROM monthly_visits m

-- case: 037
SELECT department, month, average_wait, avg(average_wait) OVER (PARTITION BY department ORDER BY month ROWS 2 PRECEDING) AS smoothed FROM monthly_visits

-- case: 038
SELECT visit_id, waited FROM open_visits WHERE waited > INTERVAL '2 hours' ORDER BY waited DESC

-- case: 039
SELECT count(*) AS waiting, max(waited) AS longest, justify_hours(avg(waited)) AS mean FROM open_visits

-- case: 040
SELECT "Straße", "Fläche", "数量", "naïve" FROM "Größen" WHERE "Fläche" > 10 ORDER BY "数量" DESC

-- case: 041
SELECT "Straße" AS "Adresse", sum("Fläche" * "数量") AS "Gesamtfläche" FROM clinic."Größen" GROUP BY "Straße"

-- case: 042
SELECT g."数量" % 2 AS "偶数", count(*) FROM "Größen" g GROUP BY 1

-- case: 043
SELECT postcode, count(*) FROM patients WHERE postcode LIKE '10%' GROUP BY postcode ORDER BY 2 DESC

-- case: 044
SELECT left(postcode, 2) AS area, count(*) AS patients, count(DISTINCT insurer_id) AS insurers FROM patients GROUP BY 1 ORDER BY 2 DESC

-- case: 045
SELECT upper(left(family_name, 1)) AS letter, count(*) FROM patients GROUP BY 1 ORDER BY 1

-- case: 046
SELECT p.patient_id, concat(p.family_name, ', ', p.given_name) AS patient, count(v.visit_id) AS visits FROM patients p LEFT JOIN visits v ON v.patient_id = p.patient_id AND v.arrived_at >= date_trunc('year', now()) GROUP BY p.patient_id, p.family_name, p.given_name

-- case: 047
SELECT date_trunc('quarter', registered_on)::date AS quarter, count(*) AS registered, sum(count(*)) OVER (ORDER BY date_trunc('quarter', registered_on)) AS so_far FROM patients GROUP BY date_trunc('quarter', registered_on)

-- case: 048
SELECT blood_group, count(*) AS n, round(count(*) * 100.0 / sum(count(*)) OVER (), 1) AS percent FROM patients GROUP BY blood_group

-- case: 049
SELECT sex, avg(height_cm) AS height, corr(height_cm, weight_kg) AS correlation FROM patients GROUP BY sex

-- case: 050
SELECT p.patient_id FROM patients p WHERE p.allergies IS NULL OR cardinality(p.allergies) = 0

-- case: 051
SELECT v.visit_id, f.visit_id AS follow_up, f.arrived_at - v.left_at AS after FROM visits v JOIN visits f ON f.follow_up_of = v.visit_id

-- case: 052
SELECT v.visit_id FROM visits v WHERE v.left_at IS NULL AND v.arrived_at < now() - INTERVAL '1 day'

-- case: 053
SELECT department_id, triage, count(*), grouping(department_id) AS is_total FROM visits GROUP BY CUBE (department_id, triage)

-- case: 054
SELECT department_id, doctor_id, count(*) FROM visits GROUP BY GROUPING SETS ((department_id, doctor_id), (department_id), ())

-- case: 055
SELECT d.floor, string_agg(d.name, ' / ' ORDER BY d.name) AS units, sum(d.beds) AS beds FROM departments d GROUP BY d.floor ORDER BY d.floor

-- case: 056
SELECT d.name, d.beds, o.n AS occupied, round(100.0 * o.n / nullif(d.beds, 0)) AS percent FROM departments d CROSS JOIN LATERAL (SELECT count(*) AS n FROM visits v WHERE v.department_id = d.department_id AND v.left_at IS NULL) o

-- case: 057
SELECT doc.name, last.reason, last.arrived_at FROM doctors doc LEFT JOIN LATERAL (SELECT v.reason, v.arrived_at FROM visits v WHERE v.doctor_id = doc.doctor_id ORDER BY v.arrived_at DESC LIMIT 2) last ON true

-- case: 058
SELECT reason, count(*) FROM visits WHERE reason ~* '(chest|heart)' AND reason !~ '^no ' GROUP BY reason

-- case: 059
SELECT regexp_replace(reason, '\s+', ' ', 'g') AS reason, count(*) FROM visits GROUP BY 1

-- case: 060
SELECT unit, test_code FROM lab_results EXCEPT SELECT 'mg', test_code FROM lab_results

-- case: 061
SELECT visit_id FROM lab_results INTERSECT ALL SELECT visit_id FROM prescriptions

-- case: 062
SELECT 'lab' AS source, visit_id, taken_at AS moment FROM lab_results UNION ALL SELECT 'visit', visit_id, arrived_at FROM visits ORDER BY moment DESC LIMIT 100

-- case: 063
SELECT x.visit_id, max(x.moment) - min(x.moment) AS span FROM (SELECT visit_id, taken_at AS moment FROM lab_results UNION ALL SELECT visit_id, arrived_at FROM visits) x GROUP BY x.visit_id

-- case: 064
SELECT v.band, count(p.patient_id) FROM (VALUES (0, 17, 'child'), (18, 64, 'adult'), (65, 150, 'senior')) AS v (low, high, band) LEFT JOIN patients p ON date_part('year', age(p.born_on)) BETWEEN v.low AND v.high GROUP BY v.band

-- case: 065
WITH first_visit AS (SELECT patient_id, date_trunc('month', min(arrived_at)) AS cohort FROM visits GROUP BY patient_id) SELECT f.cohort, count(DISTINCT f.patient_id) AS size, count(DISTINCT v.patient_id) FILTER (WHERE v.arrived_at >= f.cohort + INTERVAL '6 months') AS still_there FROM first_visit f JOIN visits v USING (patient_id) GROUP BY f.cohort ORDER BY f.cohort

-- case: 066
WITH steps AS (SELECT count(*) AS arrived, count(seen_at) AS seen, count(left_at) AS discharged FROM visits) SELECT arrived, seen, discharged, round(100.0 * seen / nullif(arrived, 0), 1) AS seen_percent, round(100.0 * discharged / nullif(seen, 0), 1) AS discharged_percent FROM steps

-- case: 067
SELECT a.arrived_at::date AS day, count(*) AS n, avg(count(*)) OVER (ORDER BY a.arrived_at::date ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS centered FROM visits a GROUP BY a.arrived_at::date

-- case: 068
SELECT doctor_id, visit_id, arrived_at FROM (SELECT v.*, row_number() OVER (PARTITION BY doctor_id ORDER BY arrived_at) AS n FROM visits v) x WHERE n = 1

-- case: 069
SELECT patient_id, max(c) AS most_in_a_month FROM (SELECT patient_id, date_trunc('month', arrived_at) AS month, count(*) AS c FROM visits GROUP BY 1, 2) m GROUP BY patient_id

-- case: 070
SELECT count(*) FROM visits WHERE EXTRACT(isodow FROM arrived_at) IN (6, 7)

-- case: 071
SELECT count(*) FROM visits WHERE arrived_at::time BETWEEN TIME '22:00' AND TIME '23:59'

-- case: 072
SELECT to_char(arrived_at, 'YYYY-MM') AS month, sum((triage = 'red')::int) AS red, sum((triage = 'yellow')::int) AS yellow, sum((triage = 'green')::int) AS green FROM visits GROUP BY 1 ORDER BY 1

-- case: 073
SELECT result_id, value, first_value(value) OVER (PARTITION BY visit_id, test_code ORDER BY taken_at) AS first, value - first_value(value) OVER (PARTITION BY visit_id, test_code ORDER BY taken_at) AS change FROM lab_results

-- case: 074
SELECT visit_id, array_agg(DISTINCT test_code ORDER BY test_code) AS tests FROM lab_results GROUP BY visit_id HAVING count(DISTINCT test_code) > 3

-- case: 075
SELECT v.patient_id, json_object_agg(r.test_code, r.value) AS latest FROM (SELECT DISTINCT ON (visit_id, test_code) visit_id, test_code, value FROM lab_results ORDER BY visit_id, test_code, taken_at DESC) r JOIN visits v USING (visit_id) GROUP BY v.patient_id

-- case: 076
SELECT details ->> 'device' AS device, count(*), avg(value) FROM lab_results WHERE details IS NOT NULL GROUP BY details ->> 'device'

-- case: 077
SELECT coalesce(d.name, 'all') AS department, count(*) FROM visits v JOIN departments d USING (department_id) GROUP BY ROLLUP (d.name) ORDER BY grouping(d.name), 2 DESC

-- case: 078
SELECT count(*) FROM patients p FULL JOIN visits v USING (patient_id) WHERE p.family_name IS NULL

-- case: 079
SELECT * FROM visits v NATURAL JOIN lab_results r WHERE r.is_abnormal IS TRUE

-- case: 080
SELECT p.patient_id, i.name FROM patients p RIGHT JOIN insurers i ON i.insurer_id = p.insurer_id AND i.country = 'DE'

-- case: 081
SELECT insurer_id, count(*) FILTER (WHERE paid_on <= issued_on + 30) AS on_time, count(*) AS invoices FROM invoices WHERE issued_on >= make_date(2024, 1, 1) GROUP BY insurer_id HAVING count(*) >= 5

-- case: 082
SELECT visit_id, CASE WHEN seen_at IS NULL THEN 'waiting' WHEN left_at IS NULL THEN 'in treatment' ELSE 'gone' END AS state, coalesce(left_at, seen_at, arrived_at) AS since FROM visits

-- case: 083
SELECT date_trunc('hour', arrived_at) AS hour, count(*) AS n, rank() OVER (ORDER BY count(*) DESC) AS place FROM visits GROUP BY 1 ORDER BY place LIMIT 10

-- case: 084
WITH per_day AS (SELECT arrived_at::date AS day, count(*) AS n FROM visits GROUP BY 1), stats AS (SELECT avg(n) AS mean, stddev(n) AS deviation FROM per_day) SELECT day, n FROM per_day, stats WHERE n > mean + 3 * deviation

-- case: 085
WITH ordered AS (SELECT patient_id, triage, lag(triage) OVER (PARTITION BY patient_id ORDER BY arrived_at) AS before FROM visits) SELECT before, triage, count(*) FROM ordered WHERE before IS DISTINCT FROM triage GROUP BY 1, 2

-- case: 086
SELECT p.patient_id FROM patients p WHERE (SELECT count(DISTINCT v.doctor_id) FROM visits v WHERE v.patient_id = p.patient_id) >= 3

-- case: 087
SELECT p.patient_id FROM patients p WHERE p.insurer_id = ANY (SELECT i.insurer_id FROM insurers i WHERE i.rate > 0.9)

-- case: 088
SELECT drug FROM prescriptions GROUP BY drug HAVING max(dose_mg) > ALL (SELECT avg(q.dose_mg) FROM prescriptions q GROUP BY q.drug)

-- case: 089
SELECT d.name, count(*) AS n FROM visits v JOIN doctors d USING (doctor_id) WHERE d.hired_on < v.arrived_at - INTERVAL '10 years' GROUP BY d.name

-- case: 090
SELECT age(now(), born_on) AS age, date_part('year', age(born_on)) AS years FROM patients ORDER BY born_on LIMIT 5

-- case: 091
SELECT invoice_id FROM invoices WHERE invoice_id = '7d444840-9dc0-11d1-b245-5ffdce74fad2'::uuid

-- case: 092
SELECT count(*) FROM shifts WHERE ends_at < starts_at

-- case: 093
SELECT starts_at + INTERVAL '30 minutes' AS late_start, ends_at - starts_at AS length FROM shifts

-- case: 094
SELECT p.*, i.name AS insurer FROM patients p JOIN insurers i ON i.insurer_id = p.insurer_id LIMIT 100

-- case: 095
SELECT v.visit_id FROM visits v WHERE NOT v.diagnoses @> ARRAY['Z00'] AND v.diagnoses <@ ARRAY['Z00', 'Z01', 'Z02']

-- case: 096
SELECT v.triage AS "Dringlichkeit", count(*) AS "Anzahl" FROM visits v GROUP BY "Dringlichkeit" ORDER BY "Anzahl" DESC

-- case: 097
SELECT month, sum(visits) AS n, sum(sum(visits)) OVER (PARTITION BY EXTRACT(year FROM month) ORDER BY month) AS year_to_date FROM monthly_visits GROUP BY month

-- case: 098
SELECT CASE WHEN GROUPING(sex) = 1 THEN 'both' ELSE sex END AS sex, avg(weight_kg) FROM patients GROUP BY ROLLUP (sex)

-- case: 099
SELECT min(born_on) FILTER (WHERE sex = 'female') AS oldest_woman, min(born_on) FILTER (WHERE sex = 'male') AS oldest_man FROM patients
