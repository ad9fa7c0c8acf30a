//! Analyses by a product: what analysts ask of a table, for several tables, with the parts drawn by a
//! generator of a fixed seed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What is asked about.
struct Subject {
    catalog: &'static str,
    from: &'static str,
    key: &'static str,
    /// Whom the rows belong to.
    owner: &'static str,
    number: &'static str,
    moment: &'static str,
    groups: &'static [&'static str],
    measures: &'static [&'static str],
    filters: &'static [&'static str],
}

const SUBJECTS: &[Subject] = &[
    Subject {
        catalog: "shop",
        from: "orders x",
        key: "x.order_id",
        owner: "x.customer_id",
        number: "x.total_amount",
        moment: "x.ordered_at",
        groups: &[
            "x.status",
            "upper(x.channel)",
            "EXTRACT(year FROM x.ordered_at)",
            "CASE WHEN x.is_gift THEN 'gift' ELSE 'own' END",
            "coalesce(x.store_id, 0)",
            "x.total_amount > 100",
        ],
        measures: &[
            "count(*)",
            "sum(x.total_amount)",
            "avg(x.total_amount - x.shipping_fee)",
            "count(DISTINCT x.customer_id)",
            "max(x.total_amount) - min(x.total_amount)",
            "round(stddev(x.total_amount), 2)",
        ],
        filters: &[
            "x.status = 'paid'",
            "x.status IN ('paid', 'shipped')",
            "x.total_amount BETWEEN 10 AND 500",
            "NOT x.is_gift",
            "x.ordered_at >= DATE '2024-01-01'",
            "x.campaign_id IS NULL AND x.channel <> 'test'",
            "x.channel LIKE 'w%'",
        ],
    },
    Subject {
        catalog: "shop",
        from: "orders x JOIN customers c ON c.customer_id = x.customer_id",
        key: "x.order_id",
        owner: "c.customer_id",
        number: "x.total_amount",
        moment: "x.ordered_at",
        groups: &[
            "c.country",
            "c.segment",
            "left(c.city, 1)",
            "date_part('decade', c.birth_date)",
            "c.newsletter IS TRUE",
            "concat(c.country, '/', c.city)",
        ],
        measures: &[
            "count(*)",
            "sum(x.total_amount)",
            "count(DISTINCT c.customer_id)",
            "sum(x.total_amount) / nullif(count(DISTINCT c.customer_id), 0)",
            "max(x.ordered_at)",
            "string_agg(DISTINCT x.status, ', ')",
        ],
        filters: &[
            "c.country = 'DE'",
            "c.newsletter AND x.status = 'paid'",
            "c.email ILIKE '%@example.com'",
            "c.signed_up_on > current_date - 365",
            "c.referred_by IS NOT NULL",
            "x.ordered_at - c.signed_up_on > INTERVAL '30 days'",
        ],
    },
    Subject {
        catalog: "shop",
        from: "order_items i JOIN products p USING (product_id) JOIN orders x USING (order_id)",
        key: "i.line_number",
        owner: "p.product_id",
        number: "i.line_total",
        moment: "x.ordered_at",
        groups: &[
            "p.name",
            "p.category_id",
            "p.discontinued",
            "width_bucket(p.list_price, 0, 500, 5)",
            "p.attributes ->> 'color'",
            "EXTRACT(quarter FROM p.launched_on)",
        ],
        measures: &[
            "sum(i.quantity)",
            "sum(i.line_total)",
            "sum(i.quantity * i.unit_price)",
            "avg(i.discount_percent)",
            "count(DISTINCT x.customer_id)",
            "max(i.unit_price / nullif(p.list_price, 0))",
        ],
        filters: &[
            "p.list_price > 20",
            "'sale' = ANY (p.tags)",
            "i.discount_percent > 0",
            "p.attributes ? 'color'",
            "x.status = 'paid' AND i.quantity > 1",
            "p.tags && ARRAY['new', 'green']",
        ],
    },
    Subject {
        catalog: "clinic",
        from: "visits x JOIN departments d ON d.department_id = x.department_id",
        key: "x.visit_id",
        owner: "x.patient_id",
        number: "EXTRACT(epoch FROM x.left_at - x.arrived_at)",
        moment: "x.arrived_at",
        groups: &[
            "d.name",
            "x.triage",
            "EXTRACT(isodow FROM x.arrived_at)",
            "CASE WHEN x.left_at IS NULL THEN 'here' ELSE 'gone' END",
            "x.diagnoses[1]",
            "d.floor + 1",
        ],
        measures: &[
            "count(*)",
            "avg(x.seen_at - x.arrived_at)",
            "count(DISTINCT x.patient_id)",
            "max(x.left_at - x.arrived_at)",
            "count(x.follow_up_of)",
            "sum(cardinality(x.diagnoses))",
        ],
        filters: &[
            "x.triage <> 'green'",
            "x.vitals @> '{\"fever\": true}'",
            "x.diagnoses @> ARRAY['I10']",
            "x.seen_at IS NOT NULL",
            "x.reason ~* 'pain'",
            "d.beds > 10 OR d.floor = 0",
        ],
    },
    Subject {
        catalog: "clinic",
        from: "lab_results x",
        key: "x.result_id",
        owner: "x.visit_id",
        number: "x.value",
        moment: "x.taken_at",
        groups: &[
            "x.test_code",
            "x.unit",
            "x.is_abnormal",
            "lower(x.test_code)",
            "x.details ->> 'device'",
            "floor(x.value)",
        ],
        measures: &[
            "avg(x.value)",
            "count(*)",
            "stddev_samp(x.value)",
            "max(x.value)",
            "bool_or(x.is_abnormal)",
            "count(DISTINCT x.visit_id)",
        ],
        filters: &[
            "x.is_abnormal",
            "x.value > 0 AND x.unit = 'mg'",
            "x.test_code IN ('hb', 'crp')",
            "x.details IS NOT NULL",
            "x.taken_at > now() - INTERVAL '1 month'",
        ],
    },
    Subject {
        catalog: "usage",
        from: "events x",
        key: "x.event_id",
        owner: "x.user_id",
        number: "x.duration_ms",
        moment: "x.happened_at",
        groups: &[
            "x.name",
            "x.properties ->> 'page'",
            "date_trunc('hour', x.happened_at)",
            "x.happened_at::date",
            "x.duration_ms / 1000",
            "CASE WHEN x.duration_ms < 100 THEN 'fast' WHEN x.duration_ms < 1000 THEN 'fair' ELSE 'slow' END",
        ],
        measures: &[
            "count(*)",
            "count(DISTINCT x.session_id)",
            "avg(x.duration_ms)",
            "sum(x.duration_ms) / 1000.0",
            "min(x.happened_at)",
            "count(DISTINCT x.user_id)::numeric / nullif(count(*), 0)",
        ],
        filters: &[
            "x.name = 'view'",
            "x.properties @> '{\"kind\": \"cart\"}'",
            "x.duration_ms > 0",
            "x.happened_at > now() - INTERVAL '7 days'",
            "x.name NOT LIKE 'debug%'",
            "x.user_id IS NOT NULL AND x.name IN ('add', 'buy')",
        ],
    },
    Subject {
        catalog: "usage",
        from: "accounts a JOIN subscriptions x ON x.account_id = a.account_id",
        key: "x.subscription_id",
        owner: "a.account_id",
        number: "x.monthly_amount",
        moment: "x.started_on",
        groups: &[
            "a.plan",
            "a.industry",
            "x.currency",
            "a.country || '-' || x.plan",
            "x.ended_on IS NULL",
            "date_part('year', x.started_on)",
        ],
        measures: &[
            "sum(x.monthly_amount)",
            "count(*)",
            "avg(x.seats)",
            "count(DISTINCT a.account_id)",
            "max(coalesce(x.ended_on, current_date) - x.started_on)",
            "sum(x.monthly_amount * 12)",
        ],
        filters: &[
            "x.ended_on IS NULL",
            "a.plan = 'team'",
            "a.tags @> ARRAY['pilot']",
            "x.monthly_amount >= 100",
            "a.closed_at IS NULL OR a.closed_at > x.started_on",
            "x.seats > (SELECT avg(s.seats) FROM subscriptions s)",
        ],
    },
    Subject {
        catalog: "sqlite",
        from: "orders x JOIN customers c ON c.customer_id = x.customer_id",
        key: "x.order_id",
        owner: "c.customer_id",
        number: "x.total_amount",
        moment: "date(x.ordered_at)",
        groups: &[
            "x.status",
            "c.country",
            "strftime('%Y', x.ordered_at)",
            "iif(x.is_gift, 'gift', 'own')",
            "substr(c.city, 1, 1)",
            "ifnull(x.store_id, 0)",
        ],
        measures: &[
            "count(*)",
            "sum(x.total_amount)",
            "avg(x.total_amount)",
            "count(DISTINCT c.customer_id)",
            "total(x.shipping_fee)",
            "group_concat(x.status, ', ')",
        ],
        filters: &[
            "x.status = 'paid'",
            "c.country IN ('DE', 'FR')",
            "x.total_amount > 50",
            "x.ordered_at >= date('now', '-1 year')",
            "c.email LIKE '%@example.com'",
            "x.channel IS NOT NULL AND NOT x.is_gift",
        ],
    },
    Subject {
        catalog: "bank",
        from: "clients c JOIN accounts x ON x.client_id = c.id",
        key: "x.id",
        owner: "c.id",
        number: "x.balance",
        moment: "x.opened_on",
        groups: &[
            "x.status",
            "c.born_on",
            "c.income",
            "right(c.phone, 2)",
            "EXTRACT(year FROM x.opened_on)",
            "c.iban IS NULL",
        ],
        measures: &[
            "count(*)",
            "sum(x.balance)",
            "avg(x.units)",
            "count(DISTINCT c.id)",
            "max(c.income)",
            "min(x.opened_on)",
        ],
        filters: &[
            "x.status = 'open'",
            "c.name LIKE 'A%'",
            "x.balance > 0",
            "c.income >= 40000",
            "x.opened_on > DATE '2020-01-01'",
            "c.email IS NOT NULL AND x.units <> 0",
        ],
    },
];

/// What is asked: `{f}` FROM, `{g}` and `{h}` groups, `{m}` and `{n}` measures, `{p}` and `{q}` filters, `{k}`
/// the key, `{o}` the owner, `{x}` a number, `{t}` a moment.
const QUESTIONS: &[(&str, bool)] = &[
    (
        "SELECT {g} AS part, {m} AS value FROM {f} WHERE {p} GROUP BY 1 ORDER BY value DESC NULLS LAST",
        true,
    ),
    (
        "SELECT {g} AS part, {h} AS other, {m} AS value, {n} AS second FROM {f} GROUP BY 1, 2 HAVING count(*) > 5 ORDER BY 1, 2",
        true,
    ),
    (
        "SELECT {g} AS part, {m} AS value FROM {f} WHERE {p} OR {q} GROUP BY {g} ORDER BY 2 DESC LIMIT 10",
        true,
    ),
    (
        "WITH base AS (SELECT {g} AS part, {m} AS value FROM {f} WHERE {p} GROUP BY 1) SELECT part, value FROM base WHERE value IS NOT NULL ORDER BY value",
        true,
    ),
    (
        "SELECT s.part, s.value, rank() OVER (ORDER BY s.value DESC) AS place FROM (SELECT {g} AS part, {m} AS value FROM {f} GROUP BY 1) s",
        true,
    ),
    (
        "SELECT {g} AS part, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM {f} WHERE {p} GROUP BY {g}",
        true,
    ),
    (
        "SELECT * FROM (SELECT {g} AS part, {k} AS id, {x} AS amount, row_number() OVER (PARTITION BY {g} ORDER BY {x} DESC) AS place FROM {f} WHERE {p}) r WHERE place <= 3",
        true,
    ),
    (
        "SELECT {t} AS moment, {m} AS value, sum(count(*)) OVER (ORDER BY {t}) AS so_far FROM {f} GROUP BY {t} ORDER BY 1",
        true,
    ),
    (
        "SELECT {g} AS part, count(CASE WHEN {p} THEN 1 END) AS first, count(CASE WHEN {q} THEN 1 END) AS second FROM {f} GROUP BY 1",
        true,
    ),
    (
        "SELECT {g} AS part, count(*) FILTER (WHERE {p}) AS first, count(*) FILTER (WHERE {q}) AS second, {m} AS value FROM {f} GROUP BY 1",
        true,
    ),
    (
        "SELECT {k} AS id FROM {f} WHERE {p} EXCEPT SELECT {k} FROM {f} WHERE {q}",
        true,
    ),
    (
        "SELECT CAST({g} AS text) AS part, 'one' AS kind, {m} AS value FROM {f} WHERE {p} GROUP BY 1 UNION ALL SELECT CAST({h} AS text), 'other', {m} FROM {f} WHERE {q} GROUP BY 1",
        true,
    ),
    (
        "WITH steps AS (SELECT {o} AS who, {t} AS moment, lag({t}) OVER (PARTITION BY {o} ORDER BY {t}) AS before FROM {f}) SELECT who, count(*) AS steps, min(moment) AS first, max(before) AS last_but_one FROM steps WHERE before IS NOT NULL GROUP BY who",
        true,
    ),
    (
        "SELECT {o} AS who, {m} AS value, ntile(4) OVER (ORDER BY count(*)) AS quarter FROM {f} WHERE {p} GROUP BY {o}",
        true,
    ),
    (
        "WITH totals AS (SELECT {o} AS who, sum({x}) AS total FROM {f} GROUP BY 1) SELECT count(*) AS above FROM totals WHERE total > (SELECT avg(total) FROM totals)",
        true,
    ),
    (
        "SELECT q.part, q.value - avg(q.value) OVER () AS off FROM (SELECT {g} AS part, sum({x}) AS value FROM {f} WHERE {p} GROUP BY 1) q",
        true,
    ),
    (
        "SELECT count(*) AS n, {m} AS value FROM {f} WHERE {p} AND NOT ({q})",
        true,
    ),
    (
        "WITH one AS (SELECT {o} AS who FROM {f} WHERE {p}), other AS (SELECT {o} AS who FROM {f} WHERE {q}) SELECT count(DISTINCT one.who) AS both FROM one JOIN other ON other.who = one.who",
        true,
    ),
    (
        "SELECT avg(amount) OVER (ORDER BY moment ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth, moment FROM (SELECT {t} AS moment, sum({x}) AS amount FROM {f} GROUP BY 1) d",
        true,
    ),
    (
        "SELECT DISTINCT {g} AS part, {h} AS other FROM {f} WHERE {p} ORDER BY 1, 2 LIMIT 50 OFFSET 5",
        true,
    ),
    (
        "SELECT {g} AS part, {m} AS value FROM {f} GROUP BY ROLLUP ({g}) ORDER BY 1 NULLS LAST",
        false,
    ),
    (
        "SELECT {g} AS part, {h} AS other, {m} AS value, grouping({g}) AS level FROM {f} WHERE {p} GROUP BY GROUPING SETS (({g}), ({h}), ())",
        false,
    ),
    (
        "SELECT {g} AS part, percentile_cont(0.5) WITHIN GROUP (ORDER BY {x}) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY {x}) AS high FROM {f} WHERE {p} GROUP BY 1",
        false,
    ),
    (
        "SELECT DISTINCT ON ({g}) {g} AS part, {k} AS id, {t} AS moment FROM {f} WHERE {p} ORDER BY {g}, {t} DESC",
        false,
    ),
    (
        "SELECT date_trunc('month', {t})::date AS month, {m} AS value, lag(count(*), 12) OVER (ORDER BY date_trunc('month', {t})) AS year_before FROM {f} GROUP BY date_trunc('month', {t}) ORDER BY 1",
        false,
    ),
    (
        "SELECT {g} AS part, array_agg(DISTINCT {h} ORDER BY {h}) AS others, mode() WITHIN GROUP (ORDER BY {h}) AS usual FROM {f} GROUP BY 1",
        false,
    ),
    (
        "WITH first AS (SELECT {o} AS who, min({t}) AS since FROM {f} GROUP BY 1) SELECT date_trunc('quarter', since) AS cohort, count(*) AS size FROM first GROUP BY 1 ORDER BY 1",
        false,
    ),
    (
        "SELECT json_agg(json_build_object('part', b.part, 'value', b.value)) AS answer FROM (SELECT {g} AS part, {m} AS value FROM {f} WHERE {p} GROUP BY 1) b",
        false,
    ),
    (
        "SELECT v.label, l.value FROM (VALUES ('all', 1), ('none', 0)) AS v (label, flag) CROSS JOIN LATERAL (SELECT {m} AS value FROM {f} WHERE {p} AND v.flag = 1) l",
        false,
    ),
    (
        "SELECT width_bucket({x}, 0, 1000, 20) AS bucket, count(*) AS n, {m} AS value FROM {f} WHERE {p} GROUP BY 1 ORDER BY 1",
        false,
    ),
];

/// How often each question is drawn for each subject.
const DRAWS: usize = 5;

/// A linear congruential generator with the constants of Numerical Recipes: the same numbers everywhere.
struct Draw(u32);

impl Draw {
    fn next(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % bound
    }

    /// Two of them, which differ.
    fn two<'a>(&mut self, of: &[&'a str]) -> (&'a str, &'a str) {
        let one = self.next(of.len());
        let other = (one + 1 + self.next(of.len() - 1)) % of.len();
        (of[one], of[other])
    }
}

/// The file with its text.
pub(crate) fn files() -> Vec<(String, String)> {
    let mut draw = Draw(2024);
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    let mut number = 0;
    for subject in SUBJECTS {
        let _ = write!(text, "-- catalog: {}\n\n", subject.catalog);
        for (question, in_sqlite) in QUESTIONS {
            if subject.catalog == "sqlite" && !in_sqlite {
                continue;
            }
            for _ in 0..DRAWS {
                let (group, other_group) = draw.two(subject.groups);
                let (measure, other_measure) = draw.two(subject.measures);
                let (filter, other_filter) = draw.two(subject.filters);
                let sql = question
                    .replace("{f}", subject.from)
                    .replace("{g}", group)
                    .replace("{h}", other_group)
                    .replace("{m}", measure)
                    .replace("{n}", other_measure)
                    .replace("{p}", filter)
                    .replace("{q}", other_filter)
                    .replace("{k}", subject.key)
                    .replace("{o}", subject.owner)
                    .replace("{x}", subject.number)
                    .replace("{t}", subject.moment);
                if seen.insert((subject.catalog, sql.clone())) {
                    number += 1;
                    let _ = write!(text, "-- case: {number:04}\n{sql}\n\n");
                }
            }
        }
    }
    vec![(
        "analyses_generated".to_owned(),
        text.trim_end().to_owned() + "\n",
    )]
}
