-- Each domain with the type under it: a domain may stand on another one.
WITH RECURSIVE chain (domain_oid, type_oid, type_modifier, not_null, depth) AS (
  SELECT t.oid, t.typbasetype, t.typtypmod, t.typnotnull, 1
  FROM pg_catalog.pg_type AS t
  WHERE t.typtype = 'd'
  UNION ALL
  SELECT chain.domain_oid, t.typbasetype, t.typtypmod, chain.not_null OR t.typnotnull, chain.depth + 1
  FROM chain
  JOIN pg_catalog.pg_type AS t ON t.oid = chain.type_oid AND t.typtype = 'd'
),
resolved AS (
  SELECT DISTINCT ON (domain_oid) domain_oid, type_oid, type_modifier, not_null
  FROM chain
  ORDER BY domain_oid, depth DESC
)
SELECT
  n.nspname::pg_catalog.text,
  c.relname::pg_catalog.text,
  a.attname::pg_catalog.text,
  pg_catalog.format_type(t.oid, COALESCE(r.type_modifier, a.atttypmod)),
  t.typname::pg_catalog.text,
  t.typtype::pg_catalog.text,
  t.typcategory::pg_catalog.text,
  NOT (a.attnotnull OR COALESCE(r.not_null, false)),
  pg_catalog.col_description(c.oid, a.attnum),
  CASE
    WHEN a.attgenerated <> '' THEN 'computed'
    -- An identity column or a serial: a sequence that belongs to it.
    WHEN EXISTS (
      SELECT FROM pg_catalog.pg_depend AS d
      JOIN pg_catalog.pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refobjid = c.oid
        AND d.refobjsubid = a.attnum
        AND d.deptype IN ('a', 'i')
    ) THEN 'numbered'
    ELSE 'written'
  END,
  (
    SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder)
    FROM pg_catalog.pg_enum AS e
    WHERE e.enumtypid = t.oid
  )::pg_catalog.text
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN resolved AS r ON r.domain_oid = a.atttypid
JOIN pg_catalog.pg_type AS t ON t.oid = COALESCE(r.type_oid, a.atttypid)
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
  AND NOT c.relispartition
  AND pg_catalog.left(n.nspname::pg_catalog.text, 3) <> 'pg_'
  AND n.nspname <> 'information_schema'
  AND ($1::pg_catalog.text IS NULL
       OR n.nspname::pg_catalog.text = ANY ($1::pg_catalog.text::pg_catalog.text[]))
  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
  AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.objid = c.oid
      AND d.deptype = 'e'
  )
ORDER BY 1, 2, a.attnum
