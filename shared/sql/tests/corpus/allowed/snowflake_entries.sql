-- catalog: snowflake

-- case: 001
SELECT COUNT_IF(is_gift), MIN_BY(order_id, total_amount), MAX_BY(order_id, total_amount), MEDIAN(total_amount), MODE(status), ANY_VALUE(channel) FROM orders

-- case: 002
SELECT MIN(salary), MAX(salary), STDDEV(salary), STDDEV_POP(salary), STDDEV_SAMP(salary), VARIANCE(salary), VAR_POP(salary), VAR_SAMP(salary), SKEW(salary), KURTOSIS(salary) FROM employees

-- case: 003
SELECT CORR(list_price, weight_kg), COVAR_POP(list_price, weight_kg), COVAR_SAMP(list_price, weight_kg), REGR_SLOPE(list_price, weight_kg), REGR_INTERCEPT(list_price, weight_kg), REGR_R2(list_price, weight_kg) FROM products

-- case: 004
SELECT APPROX_COUNT_DISTINCT(customer_id), HLL(store_id), BOOLAND_AGG(is_gift), BOOLOR_AGG(is_gift), BITAND_AGG(order_id), BITOR_AGG(order_id), BITXOR_AGG(order_id) FROM orders

-- case: 005
SELECT OBJECT_AGG(name, list_price), PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY list_price) FROM products

-- case: 006
SELECT ROW_NUMBER() OVER (ORDER BY salary), DENSE_RANK() OVER (ORDER BY salary), PERCENT_RANK() OVER (ORDER BY salary), CUME_DIST() OVER (ORDER BY salary), NTILE(4) OVER (ORDER BY salary), LEAD(salary) OVER (ORDER BY salary) FROM employees

-- case: 007
SELECT FIRST_VALUE(salary) OVER (ORDER BY hired_on), LAST_VALUE(salary) OVER (ORDER BY hired_on), NTH_VALUE(salary, 2) OVER (ORDER BY hired_on), CONDITIONAL_TRUE_EVENT(is_remote) OVER (ORDER BY hired_on), CONDITIONAL_CHANGE_EVENT(department) OVER (ORDER BY hired_on) FROM employees

-- case: 008
SELECT ABS(list_price), ROUND(list_price, 1), TRUNC(list_price), SQRT(list_price), CBRT(list_price), SQUARE(list_price), EXP(1), LN(2), LOG(10, 100), POW(2, 3), POWER(2, 3), MOD(product_id, 2), SIGN(list_price), PI(), RANDOM() FROM products

-- case: 009
SELECT DEGREES(1), RADIANS(180), SIN(1), COS(1), TAN(1), ASIN(1), ACOS(1), ATAN(1), ATAN2(1, 2), HAVERSINE(40.7, -74.0, 34.0, -118.2), WIDTH_BUCKET(list_price, 0, 100, 10) FROM products

-- case: 010
SELECT DIV0NULL(1, 2), BITAND(1, 2), BITOR(1, 2), BITXOR(1, 2), BITNOT(1), HASH(name, list_price) FROM products

-- case: 011
SELECT LENGTH(name), LEN(name), OCTET_LENGTH(name), ASCII(name), UNICODE(name), LOWER(name), UPPER(name), INITCAP(name), REVERSE(name), LTRIM(name), RTRIM(name, 'x'), LEFT(name, 2), RIGHT(name, 2) FROM products

-- case: 012
SELECT POSITION('x', name), CHARINDEX('x', name), CONTAINS(name, 'x'), STARTSWITH(name, 'x'), ENDSWITH(name, 'x'), EDITDISTANCE(name, 'x'), JAROWINKLER_SIMILARITY(name, 'x'), SOUNDEX(name) FROM products

-- case: 013
SELECT CONCAT(name, '!'), CONCAT_WS('-', name, name), SPLIT_PART(name, ' ', 1), STRTOK(name, ' ', 2), TRANSLATE(name, 'ab', 'xy'), LPAD(name, 10, '.'), RPAD(name, 10, '.'), REPEAT('ab', 3), REPLACE(name, 'a', 'b') FROM products

-- case: 014
SELECT REGEXP_LIKE(name, '[a-z]+'), REGEXP_COUNT(name, 'a'), REGEXP_INSTR(name, 'a'), REGEXP_SUBSTR(name, '[0-9]+'), REGEXP_REPLACE(name, '[0-9]+', '#') FROM products

-- case: 015
SELECT MD5(name), SHA1(name), SHA2(name, 256), HEX_ENCODE(name), BASE64_ENCODE(name) FROM products WHERE name LIKE 'a!%%' ESCAPE '!'

-- case: 016
SELECT "LIKE_ESCAPE"('a', '!') AS escaped

-- case: 017
SELECT CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIMESTAMP, GETDATE(), SYSDATE()

-- case: 018
SELECT CURRENT_DATE AS today

-- case: 019
SELECT TIMEADD(hour, 1, ordered_at), TIMESTAMPADD('minute', 5, ordered_at), TIMEDIFF(second, ordered_at, ordered_at), TIMESTAMPDIFF(week, ordered_at, ordered_at), DATE_PART(epoch, ordered_at), TIME_SLICE(ordered_at, 15, 'MINUTE', 'START') FROM orders

-- case: 020
SELECT ADD_MONTHS(hired_on, 1), MONTHS_BETWEEN(hired_on, hired_on), LAST_DAY(hired_on, 'month'), DATE_FROM_PARTS(2024, 1, 2), TIMESTAMP_FROM_PARTS(2024, 1, 2, 3, 4, 5) FROM employees

-- case: 021
SELECT CONVERT_TIMEZONE('UTC', 'Europe/Berlin', ordered_at), YEAR(ordered_at), QUARTER(ordered_at), MONTH(ordered_at), MONTHNAME(ordered_at), WEEK(ordered_at), WEEKOFYEAR(ordered_at), WEEKISO(ordered_at), YEAROFWEEK(ordered_at), YEAROFWEEKISO(ordered_at) FROM orders

-- case: 022
SELECT DAY(ordered_at), DAYNAME(ordered_at), DAYOFMONTH(ordered_at), DAYOFWEEK(ordered_at), DAYOFWEEKISO(ordered_at), DAYOFYEAR(ordered_at), HOUR(ordered_at), MINUTE(ordered_at), SECOND(ordered_at) FROM orders

-- case: 023
SELECT COALESCE(store_id, 0), IFNULL(store_id, 0), NVL(store_id, 0), NVL2(store_id, 1, 0), NULLIF(store_id, 0), NULLIFZERO(store_id), ZEROIFNULL(store_id), DECODE(status, 'a', 1, 'b', 2, 0), GREATEST(1, store_id), LEAST(1, store_id), EQUAL_NULL(store_id, 1) FROM orders

-- case: 024
SELECT TO_CHAR(ordered_at, 'YYYY-MM'), TO_VARCHAR(total_amount), TO_NUMBER(status), TRY_TO_NUMBER(status), TO_DOUBLE(status), TRY_TO_DOUBLE(status), TO_BOOLEAN(status), TRY_TO_BOOLEAN(status) FROM orders

-- case: 025
SELECT TO_DATE('2024-01-01'), TRY_TO_DATE('2024-01-01', 'YYYY-MM-DD'), TO_TIME('12:00'), TO_TIMESTAMP('2024-01-01'), TO_TIMESTAMP_NTZ('2024-01-01'), TRY_TO_TIMESTAMP('2024-01-01')

-- case: 026
SELECT GET(attributes, 'a'), GET_PATH(attributes, 'a.b'), GET_IGNORE_CASE(attributes, 'A'), PARSE_JSON('{"a": 1}'), TRY_PARSE_JSON('{'), TO_JSON(attributes), TO_VARIANT(name), OBJECT_CONSTRUCT('name', name), ARRAY_CONSTRUCT(name, list_price) FROM products

-- case: 027
SELECT OBJECT_KEYS(attributes), ARRAY_CONTAINS('x'::variant, tags), ARRAY_POSITION('x'::variant, tags), ARRAY_SLICE(tags, 0, 2), ARRAY_TO_STRING(tags, ', '), SPLIT(name, ' '), TYPEOF(attributes:a), IS_ARRAY(tags), IS_OBJECT(attributes), IS_NULL_VALUE(attributes:a) FROM products

-- case: 028
SELECT name::int, name::bigint, name::smallint FROM products

-- case: 029
SELECT name::decimal(10, 2), name::numeric, name::double, name::double precision, name::real FROM products

-- case: 030
SELECT product_id::text, name::boolean, name::time, name::timestamp, name::timestamp_ntz, name::datetime, name::timestamp_ltz, name::timestamp_tz FROM products

-- case: 031
SELECT attributes::object, tags::array FROM products

-- case: 032
SELECT EXTRACT(quarter FROM ordered_at), EXTRACT(month FROM ordered_at), EXTRACT(week FROM ordered_at), EXTRACT(day FROM ordered_at), EXTRACT(hour FROM ordered_at), EXTRACT(minute FROM ordered_at), EXTRACT(second FROM ordered_at), EXTRACT(dow FROM ordered_at), EXTRACT(doy FROM ordered_at), EXTRACT(epoch FROM ordered_at) FROM orders

-- case: 033
SELECT order_id % 2, order_id * 2, order_id / 2 FROM orders WHERE total_amount <> 1 AND total_amount < 5

-- case: 034
SELECT NEXT_DAY(hired_on, 'monday') FROM employees

-- case: 035
SELECT PREVIOUS_DAY(hired_on, 'fr') FROM employees

-- case: 036
SELECT REGR_COUNT(list_price, weight_kg), REGR_AVGX(list_price, weight_kg), REGR_AVGY(list_price, weight_kg), HASH_AGG(name, list_price), APPROX_TOP_K(category_id, 3, 100), BOOLXOR_AGG(discontinued) FROM products

-- case: 037
SELECT BITSHIFTLEFT(1, 2), BITSHIFTRIGHT(8, 2), COT(1), SINH(1), COSH(1), TANH(1), FACTORIAL(5)

-- case: 038
SELECT SEQ1(), SEQ2(1), SEQ4(), SEQ8(0) FROM TABLE(GENERATOR(ROWCOUNT => 3))

-- case: 039
SELECT REGEXP_SUBSTR_ALL(title, 'a+'), STRTOK_TO_ARRAY(title, ' '), PARSE_URL(title, 1), COLLATE(title, 'en') FROM reviews

-- case: 040
SELECT TIME_FROM_PARTS(1, 2, 3), TIMESTAMP_NTZ_FROM_PARTS(2024, 1, 2, 3, 4, 5), TO_TIMESTAMP_LTZ('2024-01-01'), TO_TIMESTAMP_TZ('2024-01-01'), TRY_TO_TIME(title), TRY_TO_TIMESTAMP_NTZ(title), TRY_TO_TIMESTAMP_LTZ(title), TRY_TO_TIMESTAMP_TZ(title) FROM reviews

-- case: 041
SELECT BOOLAND(discontinued, TRUE), BOOLOR(discontinued, TRUE), BOOLXOR(discontinued, TRUE), BOOLNOT(discontinued), GREATEST_IGNORE_NULLS(list_price, 1), LEAST_IGNORE_NULLS(list_price, 1) FROM products

-- case: 042
SELECT TO_DECIMAL('1.5', 10, 2), TO_NUMERIC('1.5', 10, 2), TRY_TO_DECIMAL('1.5', 10, 2), TRY_TO_NUMERIC('1.5', '9.9'), TRY_TO_NUMBER('1', 10, 0)

-- case: 043
SELECT OBJECT_CONSTRUCT_KEEP_NULL('a', NULL), OBJECT_INSERT(attributes, 'b', 2), OBJECT_DELETE(attributes, 'b'), OBJECT_PICK(attributes, 'a', 'b'), TO_ARRAY(name), TO_OBJECT(attributes), JSON_EXTRACT_PATH_TEXT(attributes, 'a'), STRIP_NULL_VALUE(attributes:a) FROM products

-- case: 044
SELECT ARRAY_APPEND(tags, 'x'), ARRAY_PREPEND(tags, 'x'), ARRAY_CAT(tags, tags), ARRAY_COMPACT(tags), ARRAY_DISTINCT(tags), ARRAY_EXCEPT(tags, tags), ARRAY_FLATTEN(tags), ARRAY_INTERSECTION(tags, tags), ARRAY_MAX(tags), ARRAY_MIN(tags), ARRAY_REMOVE(tags, 'x'), ARRAY_SORT(tags, TRUE), ARRAYS_OVERLAP(tags, tags), ARRAY_UNIQUE_AGG(name) FROM products GROUP BY tags

-- case: 045
SELECT AS_ARRAY(attributes), AS_OBJECT(attributes), AS_BOOLEAN(attributes), AS_CHAR(attributes), AS_DATE(attributes), AS_DECIMAL(attributes, 10, 2), AS_DOUBLE(attributes), AS_INTEGER(attributes), AS_TIME(attributes), AS_TIMESTAMP_NTZ(attributes), AS_VARCHAR(attributes) FROM products

-- case: 046
SELECT IS_BOOLEAN(attributes), IS_CHAR(attributes), IS_DATE(attributes), IS_DECIMAL(attributes), IS_DOUBLE(attributes), IS_INTEGER(attributes), IS_TIME(attributes), IS_TIMESTAMP_NTZ(attributes), IS_VARCHAR(attributes) FROM products

-- case: 047
SELECT status, channel, GROUPING_ID(status, channel), COUNT(DISTINCT customer_id, store_id) FROM orders GROUP BY CUBE (status, channel)
