-- from > to, how it is done (f function, b binary, i by text) and when (e explicit, a assignment, i implicit),
-- and the function that does it.
SELECT format_type(c.castsource, NULL) || ' > ' || format_type(c.casttarget, NULL) || E'\t'
    || c.castmethod::text || c.castcontext::text || E'\t'
    || coalesce(nullif(c.castfunc, 0)::regprocedure::text, '') AS line
FROM pg_catalog.pg_cast AS c
ORDER BY 1
