-- catalog: usage

-- case: 001
SELECT date_trunc('day', started_at)::date AS day, count(DISTINCT user_id) AS daily_users FROM sessions GROUP BY 1 ORDER BY 1

-- case: 002
WITH daily AS (SELECT started_at::date AS day, count(DISTINCT user_id) AS dau FROM sessions GROUP BY 1), monthly AS (SELECT date_trunc('month', started_at)::date AS month, count(DISTINCT user_id) AS mau FROM sessions GROUP BY 1) SELECT d.day, d.dau, m.mau, round(d.dau::numeric / nullif(m.mau, 0), 3) AS stickiness FROM daily d JOIN monthly m ON m.month = date_trunc('month', d.day)::date ORDER BY d.day

-- case: 003
WITH cohort AS (SELECT user_id, date_trunc('week', signed_up_at)::date AS week FROM users), active AS (SELECT DISTINCT user_id, date_trunc('week', started_at)::date AS week FROM sessions) SELECT c.week AS cohort, (a.week - c.week) / 7 AS week_number, count(DISTINCT a.user_id) AS users FROM cohort c JOIN active a USING (user_id) WHERE a.week >= c.week GROUP BY 1, 2 ORDER BY 1, 2

-- case: 004
WITH viewed AS (SELECT DISTINCT user_id FROM events WHERE name = 'view'), added AS (SELECT DISTINCT user_id FROM events WHERE name = 'add'), bought AS (SELECT DISTINCT user_id FROM events WHERE name = 'buy') SELECT (SELECT count(*) FROM viewed) AS viewed, (SELECT count(*) FROM viewed JOIN added USING (user_id)) AS added, (SELECT count(*) FROM viewed JOIN added USING (user_id) JOIN bought USING (user_id)) AS bought

-- case: 005
SELECT count(DISTINCT user_id) FILTER (WHERE name = 'view') AS viewed, count(DISTINCT user_id) FILTER (WHERE name = 'add') AS added, count(DISTINCT user_id) FILTER (WHERE name = 'buy') AS bought FROM events WHERE happened_at >= now() - INTERVAL '7 days'

-- case: 006
WITH ordered AS (SELECT user_id, min(happened_at) FILTER (WHERE name = 'signup') AS signed, min(happened_at) FILTER (WHERE name = 'invite') AS invited FROM events GROUP BY user_id) SELECT count(*) AS users, count(*) FILTER (WHERE invited > signed) AS converted, avg(invited - signed) FILTER (WHERE invited > signed) AS took FROM ordered

-- case: 007
WITH marked AS (SELECT user_id, happened_at, CASE WHEN happened_at - lag(happened_at) OVER (PARTITION BY user_id ORDER BY happened_at) > INTERVAL '30 minutes' THEN 1 ELSE 0 END AS is_new FROM events), numbered AS (SELECT user_id, happened_at, sum(is_new) OVER (PARTITION BY user_id ORDER BY happened_at) AS session_number FROM marked) SELECT user_id, session_number, min(happened_at) AS from_time, max(happened_at) AS to_time, count(*) AS events FROM numbered GROUP BY 1, 2

-- case: 008
SELECT device, browser, count(*) AS n, avg(EXTRACT(epoch FROM ended_at - started_at)) AS seconds FROM sessions WHERE ended_at IS NOT NULL GROUP BY CUBE (device, browser)

-- case: 009
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) AS p50, percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95, percentile_cont(0.99) WITHIN GROUP (ORDER BY duration_ms) AS p99, name FROM events GROUP BY name

-- case: 010
SELECT plan, sum(monthly_amount) AS mrr FROM subscriptions WHERE started_on <= current_date AND (ended_on IS NULL OR ended_on > current_date) GROUP BY plan ORDER BY mrr DESC

-- case: 011
WITH RECURSIVE months(month) AS (SELECT DATE '2024-01-01' UNION ALL SELECT (month + INTERVAL '1 month')::date FROM months WHERE month < DATE '2024-12-01') SELECT m.month, count(s.subscription_id) AS active, coalesce(sum(s.monthly_amount), 0) AS mrr FROM months m LEFT JOIN subscriptions s ON s.started_on <= m.month AND coalesce(s.ended_on, DATE '9999-01-01') > m.month GROUP BY m.month ORDER BY m.month

-- case: 012
WITH RECURSIVE months(month) AS (SELECT DATE '2023-01-01' UNION ALL SELECT (month + INTERVAL '1 month')::date FROM months WHERE month < DATE '2023-12-01') SELECT m.month, (SELECT count(*) FROM subscriptions s WHERE s.ended_on >= m.month AND s.ended_on < m.month + INTERVAL '1 month') AS churned, (SELECT count(*) FROM subscriptions s WHERE s.started_on < m.month AND (s.ended_on IS NULL OR s.ended_on >= m.month)) AS at_start FROM months m

-- case: 013
SELECT date_trunc('month', started_on) AS month, sum(monthly_amount) AS new_mrr, -sum(monthly_amount) FILTER (WHERE ended_on < started_on + 30) AS lost_soon FROM subscriptions GROUP BY 1

-- case: 014
SELECT account_id, plan, lag(plan) OVER (PARTITION BY account_id ORDER BY started_on) AS before, CASE WHEN monthly_amount > lag(monthly_amount) OVER (PARTITION BY account_id ORDER BY started_on) THEN 'up' WHEN monthly_amount < lag(monthly_amount) OVER (PARTITION BY account_id ORDER BY started_on) THEN 'down' ELSE 'same' END AS direction FROM subscriptions

-- case: 015
SELECT a.name, sum(i.amount) AS lifetime FROM accounts a JOIN subscriptions s USING (account_id) JOIN invoices i USING (subscription_id) WHERE i.paid_at IS NOT NULL GROUP BY a.account_id, a.name ORDER BY lifetime DESC LIMIT 50

-- case: 016
SELECT avg(attempts) AS attempts, count(*) FILTER (WHERE paid_at IS NULL AND attempts >= 3) AS failed FROM invoices WHERE period_start >= date_trunc('year', current_date)

-- case: 017
SELECT e.name, a.variant, count(DISTINCT a.user_id) AS users, count(DISTINCT ev.user_id) AS converted, round(100.0 * count(DISTINCT ev.user_id) / count(DISTINCT a.user_id), 2) AS rate FROM experiments e JOIN assignments a USING (experiment_id) LEFT JOIN events ev ON ev.user_id = a.user_id AND ev.name = 'buy' AND ev.happened_at >= a.assigned_at GROUP BY e.name, a.variant

-- case: 018
WITH rates AS (SELECT a.variant, count(DISTINCT a.user_id)::numeric AS n, count(DISTINCT ev.user_id)::numeric AS k FROM assignments a LEFT JOIN events ev ON ev.user_id = a.user_id AND ev.name = 'buy' WHERE a.experiment_id = 7 GROUP BY a.variant) SELECT x.variant, y.variant, (x.k / x.n - y.k / y.n) / nullif(sqrt((x.k + y.k) / (x.n + y.n) * (1 - (x.k + y.k) / (x.n + y.n)) * (1 / x.n + 1 / y.n)), 0) AS z FROM rates x JOIN rates y ON x.variant < y.variant

-- case: 019
SELECT topic, avg(first_reply_at - opened_at) AS first_reply, percentile_disc(0.9) WITHIN GROUP (ORDER BY closed_at - opened_at) AS p90_closing FROM tickets GROUP BY topic

-- case: 020
SELECT priority, count(*) FILTER (WHERE closed_at IS NULL) AS open, avg(satisfaction) FILTER (WHERE satisfaction IS NOT NULL) AS happy FROM tickets GROUP BY priority ORDER BY priority

-- case: 021
SELECT date_trunc('week', opened_at)::date AS week, count(*) AS opened, count(closed_at) AS closed, sum(count(*) - count(closed_at)) OVER (ORDER BY date_trunc('week', opened_at)) AS backlog FROM tickets GROUP BY date_trunc('week', opened_at)

-- case: 022
SELECT country, count(*) AS sessions, count(DISTINCT user_id) AS users, count(*)::numeric / count(DISTINCT user_id) AS per_user FROM sessions GROUP BY country HAVING count(DISTINCT user_id) > 10 ORDER BY per_user DESC

-- case: 023
SELECT utm ->> 'source' AS source, utm ->> 'campaign' AS campaign, count(DISTINCT user_id) AS users FROM sessions WHERE utm ? 'source' GROUP BY 1, 2 ORDER BY 3 DESC

-- case: 024
SELECT properties ->> 'page' AS page, avg((properties ->> 'load_ms')::int) AS load FROM events WHERE name = 'page' AND properties ? 'load_ms' GROUP BY 1 HAVING count(*) > 100

-- case: 025
SELECT jsonb_array_length(properties -> 'items') AS items, count(*) FROM events WHERE properties @> '{"kind": "cart"}' GROUP BY 1

-- case: 026
SELECT settings #> '{theme,dark}' AS dark, count(*) FROM accounts GROUP BY 1

-- case: 027
SELECT a.name, a.tags FROM accounts a WHERE a.tags && ARRAY['vip', 'pilot'] AND NOT a.tags @> ARRAY['churned']

-- case: 028
SELECT DISTINCT ON (user_id) user_id, device, started_at FROM sessions ORDER BY user_id, started_at DESC

-- case: 029
SELECT u.locale, count(*) AS n FROM users u WHERE u.invited_by IS NOT NULL GROUP BY u.locale

-- case: 030
WITH RECURSIVE invites AS (SELECT user_id, user_id AS root, 0 AS depth FROM users WHERE invited_by IS NULL UNION ALL SELECT u.user_id, i.root, i.depth + 1 FROM users u JOIN invites i ON u.invited_by = i.user_id WHERE i.depth < 20) SELECT root, max(depth) AS depth, count(*) - 1 AS invited FROM invites GROUP BY root ORDER BY invited DESC LIMIT 10

-- case: 031
SELECT d.day, d.active_users, avg(d.active_users) OVER (PARTITION BY d.account_id ORDER BY d.day ROWS BETWEEN 27 PRECEDING AND CURRENT ROW) AS four_weeks FROM daily d

-- case: 032
SELECT day, sum(minutes) AS minutes, sum(minutes) - lag(sum(minutes), 7) OVER (ORDER BY day) AS against_last_week FROM daily GROUP BY day

-- case: 033
SELECT account_id FROM daily GROUP BY account_id HAVING sum(events) FILTER (WHERE day > current_date - 14) < 0.5 * sum(events) FILTER (WHERE day BETWEEN current_date - 28 AND current_date - 15)

-- case: 034
WITH quiet AS (SELECT account_id, max(day) AS last_day FROM daily WHERE events > 0 GROUP BY account_id) SELECT a.name, current_date - q.last_day AS days_quiet FROM accounts a JOIN quiet q USING (account_id) WHERE current_date - q.last_day > 21 AND a.closed_at IS NULL

-- case: 035
SELECT s.subscription_id, s.monthly_amount * r.rate AS in_euro FROM subscriptions s JOIN exchange_rates r ON r.currency = s.currency AND r.day = s.started_on

-- case: 036
SELECT s.subscription_id, s.monthly_amount * coalesce(r.rate, 1) AS in_euro FROM subscriptions s LEFT JOIN LATERAL (SELECT x.rate FROM exchange_rates x WHERE x.currency = s.currency AND x.day <= s.started_on ORDER BY x.day DESC LIMIT 1) r ON true

-- case: 037
SELECT day, currency, rate, rate / first_value(rate) OVER (PARTITION BY currency ORDER BY day) - 1 AS since_start FROM exchange_rates

-- case: 038
SELECT currency, regr_slope(rate, EXTRACT(epoch FROM day)) AS trend, regr_count(rate, EXTRACT(epoch FROM day)) AS n FROM exchange_rates GROUP BY currency

-- case: 039
SELECT EXTRACT(hour FROM happened_at) AS hour, count(*) AS n, repeat('#', 10) AS mark FROM events WHERE name <> 'ping' GROUP BY 1 ORDER BY 1

-- case: 040
SELECT user_id, string_agg(name, ' > ' ORDER BY happened_at) AS path FROM events WHERE happened_at > now() - INTERVAL '1 hour' GROUP BY user_id

-- case: 041
SELECT path, count(*) FROM (SELECT session_id, string_agg(name, '>' ORDER BY happened_at) AS path FROM events GROUP BY session_id) p GROUP BY path ORDER BY 2 DESC LIMIT 20

-- case: 042
SELECT name, lead(name) OVER (PARTITION BY session_id ORDER BY happened_at) AS next_name, count(*) OVER (PARTITION BY name) AS n FROM events

-- case: 043
SELECT a, b, count(*) FROM (SELECT name AS a, lead(name) OVER (PARTITION BY session_id ORDER BY happened_at) AS b FROM events) t WHERE b IS NOT NULL GROUP BY a, b

-- case: 044
SELECT u.user_id FROM users u WHERE NOT EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = u.user_id AND s.started_at < u.signed_up_at + INTERVAL '7 days')

-- case: 045
SELECT u.user_id FROM users u LEFT JOIN events e ON e.user_id = u.user_id AND e.name = 'export' WHERE e.event_id IS NULL

-- case: 046
SELECT user_id FROM events WHERE name = 'login' EXCEPT SELECT user_id FROM events WHERE name = 'logout'

-- case: 047
SELECT user_id, count(DISTINCT happened_at::date) AS days FROM events WHERE happened_at >= date_trunc('month', now()) GROUP BY user_id HAVING count(DISTINCT happened_at::date) >= 10

-- case: 048
WITH spans AS (SELECT account_id, day, day - (dense_rank() OVER (PARTITION BY account_id ORDER BY day))::int AS island FROM daily WHERE active_users > 0) SELECT account_id, count(DISTINCT day) AS streak FROM spans GROUP BY account_id, island ORDER BY streak DESC LIMIT 5

-- case: 049
SELECT width_bucket(seats, ARRAY[1, 5, 20, 100]) AS size_class, count(*) FROM accounts GROUP BY 1

-- case: 050
SELECT industry, plan, count(*) AS n, round(100.0 * count(*) / sum(count(*)) OVER (PARTITION BY industry), 1) AS within_industry FROM accounts GROUP BY industry, plan

-- case: 051
SELECT industry, ntile(4) OVER (ORDER BY seats) AS quarter, seats FROM accounts

-- case: 052
SELECT session_id FROM sessions WHERE ip = '10.0.0.1'::inet

-- case: 053
SELECT count(*) FROM sessions WHERE ip IS NOT NULL AND ip::text LIKE '192.168.%'

-- case: 054
SELECT s.user_id, s.session_id, count(e.event_id) AS events FROM sessions s LEFT JOIN events e USING (session_id) GROUP BY s.user_id, s.session_id HAVING count(e.event_id) = 0

-- case: 055
SELECT round(100.0 * count(*) FILTER (WHERE n = 1) / count(*), 1) AS bounce FROM (SELECT session_id, count(*) AS n FROM events GROUP BY session_id) x

-- case: 056
SELECT to_char(date_trunc('month', created_at), 'Mon YYYY') AS month, count(*) FROM accounts GROUP BY date_trunc('month', created_at) ORDER BY date_trunc('month', created_at)

-- case: 057
SELECT date_part('week', opened_at) AS week, mode() WITHIN GROUP (ORDER BY topic) AS most FROM tickets GROUP BY 1

-- case: 058
SELECT a.account_id, a.name, t.n FROM accounts a JOIN (SELECT account_id, count(*) AS n FROM tickets GROUP BY account_id) t ON t.account_id = a.account_id WHERE t.n > (SELECT avg(n) FROM (SELECT count(*) AS n FROM tickets GROUP BY account_id) q)

-- case: 059
SELECT email, split_part(email, '@', 2) AS domain FROM users WHERE is_admin AND email ~ '@(gmail|yahoo)\.'

-- case: 060
SELECT substring(email FROM '@(.+)$') AS domain, count(*) FROM users GROUP BY 1 ORDER BY 2 DESC

-- case: 061
SELECT e.experiment_id, cardinality(e.variants) AS arms, coalesce(e.ended_on, current_date) - e.started_on AS days FROM experiments e

-- case: 062
SELECT e.name FROM experiments e WHERE e.ended_on IS NULL AND e.variants[1] = 'control'

-- case: 063
SELECT x.account_id, x.plan, x.started_on FROM subscriptions x JOIN (SELECT account_id, max(started_on) AS latest FROM subscriptions GROUP BY account_id) m ON m.account_id = x.account_id AND m.latest = x.started_on

-- case: 064
SELECT count(*) AS overlapping FROM subscriptions a JOIN subscriptions b ON a.account_id = b.account_id AND a.subscription_id < b.subscription_id AND a.started_on < coalesce(b.ended_on, DATE '9999-12-31') AND b.started_on < coalesce(a.ended_on, DATE '9999-12-31')

-- case: 065
SELECT plan, avg(ended_on - started_on) AS days, count(*) FILTER (WHERE ended_on IS NULL) AS running FROM subscriptions GROUP BY plan

-- case: 066
SELECT months, count(*) AS survived FROM (SELECT EXTRACT(year FROM age(coalesce(ended_on, current_date), started_on)) * 12 + EXTRACT(month FROM age(coalesce(ended_on, current_date), started_on)) AS months FROM subscriptions) x GROUP BY months ORDER BY months

-- case: 067
SELECT account_id, sum(monthly_amount) OVER (PARTITION BY account_id ORDER BY started_on ROWS UNBOUNDED PRECEDING) AS so_far FROM subscriptions

-- case: 068
SELECT json_build_object('plan', plan, 'n', count(*), 'mrr', sum(monthly_amount)) AS line FROM subscriptions GROUP BY plan

-- case: 069
SELECT jsonb_agg(jsonb_build_object('day', day, 'users', active_users) ORDER BY day) AS series FROM daily WHERE account_id = 5

-- case: 070
SELECT array_agg(DISTINCT country ORDER BY country) AS countries, plan FROM accounts GROUP BY plan

-- case: 071
SELECT coalesce(nullif(trim(locale), ''), 'unknown') AS locale, count(*) FROM users GROUP BY 1

-- case: 072
SELECT CASE WHEN seats BETWEEN 1 AND 4 THEN 'small' WHEN seats < 50 THEN 'medium' ELSE 'large' END AS size, bool_and(closed_at IS NULL) AS none_closed FROM accounts GROUP BY 1

-- case: 073
SELECT 100 * (1 - sum(CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END)::numeric / count(*)) AS closed_percent FROM accounts

-- case: 074
SELECT greatest(max(started_at), max(ended_at)) AS last_seen, user_id FROM sessions GROUP BY user_id

-- case: 075
SELECT user_id, max(started_at) AS last_seen FROM sessions GROUP BY user_id ORDER BY last_seen DESC NULLS LAST OFFSET 10 ROWS FETCH NEXT 10 ROWS ONLY

-- case: 076
SELECT date_bin(INTERVAL '5 minutes', happened_at, TIMESTAMP '2024-01-01 00:00') AS slot, count(*) FROM events WHERE happened_at > now() - INTERVAL '1 day' GROUP BY 1 ORDER BY 1

-- case: 077
WITH a AS (SELECT account_id, sum(minutes) AS m FROM daily GROUP BY 1), b AS (SELECT account_id, sum(amount) AS paid FROM invoices i JOIN subscriptions s USING (subscription_id) GROUP BY 1) SELECT corr(a.m, b.paid) FROM a JOIN b USING (account_id)

-- case: 078
SELECT plan, seats, row_number() OVER (PARTITION BY plan ORDER BY seats DESC, account_id) FROM accounts ORDER BY 1, 3

-- case: 079
SELECT variant, count(*) AS n, count(*) - lag(count(*)) OVER (ORDER BY variant) AS difference FROM assignments WHERE experiment_id IN (SELECT experiment_id FROM experiments WHERE ended_on IS NULL) GROUP BY variant

-- case: 080
SELECT min(first_reply_at - opened_at), max(first_reply_at - opened_at) FROM tickets WHERE (priority, topic) IN ((1, 'billing'), (2, 'login'))

-- case: 081
SELECT account_id, topic FROM tickets t WHERE opened_at = (SELECT max(opened_at) FROM tickets u WHERE u.account_id = t.account_id)

-- case: 082
SELECT account_id FROM tickets GROUP BY account_id HAVING min(satisfaction) <= 2 INTERSECT SELECT account_id FROM subscriptions WHERE ended_on IS NULL

-- case: 083
SELECT topic, count(*) AS n FROM tickets WHERE topic NOT IN ('spam', 'test') GROUP BY topic HAVING count(*) > 5 UNION ALL SELECT 'all', count(*) FROM tickets ORDER BY n DESC

-- case: 084
SELECT count(DISTINCT CASE WHEN device = 'mobile' THEN user_id END) AS mobile_users, count(DISTINCT CASE WHEN device = 'desktop' THEN user_id END) AS desktop_users FROM sessions

-- case: 085
SELECT user_id FROM sessions GROUP BY user_id HAVING count(DISTINCT device) FILTER (WHERE device IS NOT NULL) > 1

-- case: 086
SELECT to_timestamp(EXTRACT(epoch FROM max(happened_at))) AS last_event FROM events

-- case: 087
SELECT s.browser, lower(s.browser) = 'firefox' AS is_firefox, s.browser <> initcap(s.browser) AS odd FROM sessions s GROUP BY s.browser

-- case: 088
SELECT a.name AS "Konto", a.plan AS "Tarif", count(u.user_id) AS "Nutzer" FROM accounts a LEFT JOIN users u USING (account_id) GROUP BY a.account_id, a.name, a.plan ORDER BY "Nutzer" DESC
