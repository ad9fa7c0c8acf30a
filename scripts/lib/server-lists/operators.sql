-- left operator right, result, and the function that computes it.
SELECT coalesce(format_type(nullif(o.oprleft, 0), NULL) || ' ', '') || o.oprname::text || ' '
    || format_type(o.oprright, NULL) || E'\t' || format_type(o.oprresult, NULL) || E'\t'
    || o.oprcode::oid::regproc::text AS line
FROM pg_catalog.pg_operator AS o
WHERE o.oprnamespace = 'pg_catalog'::regnamespace
ORDER BY 1
