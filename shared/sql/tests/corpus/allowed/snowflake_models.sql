-- catalog: snowflake

-- case: 001
with source as (
    select * from shop.orders
),
renamed as (
    select
        order_id,
        customer_id,
        ordered_at::timestamp_ntz as ordered_at,
        lower(trim(status)) as order_status,
        coalesce(total_amount, 0)::number(18, 2) as amount
    from source
    where order_status <> 'cancelled'
)
select * from renamed

-- case: 002
-- Looker
SELECT
    (TO_CHAR(DATE_TRUNC('month', CONVERT_TIMEZONE('UTC', 'America/Los_Angeles', CAST(orders.ordered_at AS TIMESTAMP_NTZ))), 'YYYY-MM')) AS "orders.created_month",
    COUNT(DISTINCT orders.order_id) AS "orders.count",
    COALESCE(SUM(orders.total_amount), 0) AS "orders.total"
FROM shop.orders AS orders
LEFT JOIN shop.customers AS customers ON orders.customer_id = customers.customer_id
WHERE ((orders.ordered_at) >= ((DATEADD('day', -29, DATE_TRUNC('day', CONVERT_TIMEZONE('UTC', CAST(CURRENT_TIMESTAMP() AS TIMESTAMP_NTZ)))))))
GROUP BY (DATE_TRUNC('month', CONVERT_TIMEZONE('UTC', 'America/Los_Angeles', CAST(orders.ordered_at AS TIMESTAMP_NTZ)))), 1
ORDER BY 1 DESC
LIMIT 500

-- case: 003
with spine as (
  select dateadd(day, seq4(), '2023-01-01')::date as date_day
  from table(generator(rowcount => 730))
)
select date_day, dayofweek(date_day) as dow, iff(dow in (0, 6), true, false) as is_weekend, count(o.order_id) as orders
from spine left join orders o on to_date(o.ordered_at) = date_day
group by all
order by date_day

-- case: 004
select customer_id,
  count(*) as orders,
  sum(total_amount) as revenue,
  min(ordered_at) as first_order,
  max(ordered_at) as last_order,
  datediff('day', first_order, last_order) as lifetime_days,
  case when orders = 1 then 'one-time' when orders between 2 and 4 then 'repeat' else 'loyal' end as bucket
from orders
group by customer_id
having revenue > 0
qualify percent_rank() over (order by revenue desc) <= 0.1

-- case: 005
select o.*, row_number() over (partition by o.customer_id order by o.ordered_at) as order_number from orders o

-- case: 006
select * from orders where ordered_at::date = current_date() - 1

-- case: 007
select distinct first_value(channel) over (partition by customer_id order by ordered_at) as acquisition_channel, customer_id from orders

-- case: 008
select p.name, r.rating, r.body from products p inner join reviews r using (product_id) where r.rating <= 2 and r.reviewed_on > dateadd(month, -6, current_date)

-- case: 009
select array_agg(distinct channel) within group (order by channel) as channels, customer_id from orders group by 2

-- case: 010
select coalesce(nullif(trim(city), ''), 'Unknown') as city_clean, count(1) from customers group by city_clean order by 2 desc limit 20

-- case: 011
select try_to_number(regexp_replace(body, '[^0-9]', '')) as digits from reviews where digits is not null

-- case: 012
select to_varchar(ordered_at, 'YYYY-"W"WW') as wk, sum(total_amount) from orders group by 1

-- case: 013
select round(avg(datediff(minute, o.ordered_at, p.paid_at)), 1) as avg_minutes, approx_percentile(datediff(minute, o.ordered_at, p.paid_at), 0.95) as p95 from orders o join payments p on p.order_id = o.order_id

-- case: 014
select department, employee_id, salary, salary - lag(salary) over (partition by department order by salary) as gap, sum(salary) over (partition by department) as dept_total, 100 * salary / dept_total as pct from employees

-- case: 015
select 'orders' as tbl, count(*) as n from orders union all select 'customers', count(*) from customers order by n desc

-- case: 016
with a as (select customer_id from orders where channel = 'web' intersect select customer_id from orders where channel = 'store') select count(*) from a

-- case: 017
select attributes:dimensions:width::float * attributes:dimensions:height::float as area, attributes['dimensions']['depth']::int depth from products where area > 10

-- case: 018
select f.value:"color name"::string as color, count(*) from products p, lateral flatten(input => p.attributes:variants, outer => true) f group by color

-- case: 019
select p.product_id, v.value:id::int as variant_id, t.value::string as tag from products p, lateral flatten(p.attributes:variants) v, lateral flatten(v.value:tags) t

-- case: 020
select listagg(distinct t.value::string, ', ') within group (order by t.value::string) as tags from products, lateral flatten(tags) t

-- case: 021
select object_keys(attributes) as keys, array_size(keys) as n from products

-- case: 022
select month(ordered_at) m, sum(iff(year(ordered_at) = 2023, total_amount, 0)) as y2023, sum(iff(year(ordered_at) = 2024, total_amount, 0)) as y2024, div0(y2024 - y2023, y2023) as growth from orders group by m order by m

-- case: 023
select * from (select region_id, segment, customer_id from customers) pivot(count(customer_id) for segment in ('consumer', 'corporate')) order by region_id

-- case: 024
select customer_id, boolor_agg(is_gift) as any_gift, max(iff(channel = 'web', 1, 0)) = 1 as used_web from orders group by customer_id

-- case: 025
select nvl(s.name, 'online') store, sum(o.total_amount) rev, rank() over (order by rev desc) rk from orders o left join stores s on s.store_id = o.store_id group by store order by rk

-- case: 026
select date_trunc(week, ordered_at) wk, count(distinct customer_id) wau, lag(wau) over (order by wk) prev, wau / nullif(prev, 0) - 1 chg from orders group by wk

-- case: 027
select e.first_name || ' ' || e.last_name as employee, coalesce(m.first_name || ' ' || m.last_name, 'none') as boss from employees e left join employees m on e.manager_id = m.employee_id where boss <> 'none'

-- case: 028
select top 5 * from products where not discontinued order by list_price desc

-- case: 029
select email from customers where not (email like any ('%@a.com', '%@b.com')) and email regexp '.+@.+'

-- case: 030
select sum(amount) over (order by paid_at rows between 29 preceding and current row) as rolling from payments

-- case: 031
select last_day(ordered_at) as month_end, count(*) from orders where month_end < current_date group by month_end

-- case: 032
select hash(customer_id, email) as hk, md5(concat_ws('||', customer_id, email)) as sk, sha2(email) from customers

-- case: 033
select to_date('20240131', 'YYYYMMDD'), to_timestamp_ntz(1700000000), date_from_parts(2024, 2, 0), '2024-01-01'::date + 7

-- case: 034
select parse_json(body):a::string from reviews where is_null_value(parse_json(body):a)

-- case: 035
select seq.n, p.name from (select row_number() over (order by seq4()) as n from table(generator(rowcount => 3))) seq cross join products p

-- case: 036
select c.*, o.* exclude customer_id from customers c join orders o on o.customer_id = c.customer_id

-- case: 037
select channel, total_amount, avg(total_amount) over (partition by channel) as mean, stddev(total_amount) over (partition by channel) as sd, (total_amount - mean) / nullif(sd, 0) as z from orders qualify abs(z) > 3

-- case: 038
select min_by(channel, ordered_at) first_channel, max_by(channel, ordered_at) last_channel, count_if(total_amount > 100) big from orders group by customer_id

-- case: 039
select any_value(city), mode(segment), region_id from customers group by region_id

-- case: 040
select split_part(email, '@', -1) dom, count(*) from customers where dom ilike any ('gmail%', 'yahoo%') group by all

-- case: 041
select case when grouping(channel) = 1 then 'all' else channel end as channel_name, sum(total_amount) from orders group by rollup(channel)

-- case: 042
select count(*) filter_count from orders

-- case: 043
with recursive mgr as (select employee_id, manager_id, last_name, 0 as lvl, last_name::varchar(1000) as path from employees where manager_id is null union all select e.employee_id, e.manager_id, e.last_name, m.lvl + 1, m.path || '/' || e.last_name from employees e join mgr m on e.manager_id = m.employee_id) select * from mgr order by path

-- case: 044
select width_bucket(list_price, 0, 500, 20) b, min(list_price), max(list_price), count(*) from products group by b order by b

-- case: 045
select ordered_at, time_slice(ordered_at, 4, 'hour') slot from orders

-- case: 046
select customer_id from orders group by customer_id having count(*) >= 3 and max(ordered_at) < dateadd(day, -90, current_date())

-- case: 047
select name, list_price, ntile(10) over (order by list_price) decile, cume_dist() over (order by list_price) cd from products order by decile desc nulls last

-- case: 048
select zeroifnull(sum(line_total)) tot, tot * 0.2 vat from order_items where order_id in (select order_id from orders where status ilike 'paid')

-- case: 049
select to_json(object_construct('a', 1)), object_construct('n', name):n, array_construct(1,2)[1] from products

-- case: 050
select x.value::int n from table(flatten(input => array_construct(1, 2, 3))) x

-- case: 051
select c.value::string from table(split_to_table('a,b,c', ',')) c

-- case: 052
select current_date as d, d - interval '1 month' as prev

-- case: 053
SELECT DATEADD('ms', 5, ordered_at), DATEDIFF('s', ordered_at, CURRENT_TIMESTAMP), DATE_PART(dow_iso, ordered_at), DATE_TRUNC('q', ordered_at), ordered_at - INTERVAL '2 hrs' FROM orders
