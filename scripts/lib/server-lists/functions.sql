-- name(arguments), result, kind, volatility, and S strict, L leakproof, R rows.
SELECT p.proname::text || '('
    || coalesce((SELECT string_agg(
         CASE WHEN p.provariadic <> 0 AND a.place = p.pronargs THEN 'variadic ' ELSE '' END
         || format_type(a.type, NULL), ',' ORDER BY a.place)
       FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, place)), '')
    || ')' || E'\t' || format_type(p.prorettype, NULL) || E'\t' || p.prokind::text || p.provolatile::text
    || CASE WHEN p.proisstrict THEN 'S' ELSE '' END
    || CASE WHEN p.proleakproof THEN 'L' ELSE '' END
    || CASE WHEN p.proretset THEN 'R' ELSE '' END
    || CASE WHEN p.pronargdefaults > 0 THEN 'd' || p.pronargdefaults ELSE '' END AS line
FROM pg_catalog.pg_proc AS p
WHERE p.pronamespace = 'pg_catalog'::regnamespace
ORDER BY 1
