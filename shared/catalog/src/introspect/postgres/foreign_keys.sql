-- conparentid marks the copies that partitions have of their parent's references.
SELECT
  n.nspname::pg_catalog.text,
  c.relname::pg_catalog.text,
  f.conname::pg_catalog.text,
  (
    SELECT pg_catalog.json_agg(a.attname ORDER BY k.place)
    FROM pg_catalog.unnest(f.conkey) WITH ORDINALITY AS k (attnum, place)
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = k.attnum
  )::pg_catalog.text,
  rn.nspname::pg_catalog.text,
  r.relname::pg_catalog.text,
  (
    SELECT pg_catalog.json_agg(a.attname ORDER BY k.place)
    FROM pg_catalog.unnest(f.confkey) WITH ORDINALITY AS k (attnum, place)
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.confrelid AND a.attnum = k.attnum
  )::pg_catalog.text
FROM pg_catalog.pg_constraint AS f
JOIN pg_catalog.pg_class AS c ON c.oid = f.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class AS r ON r.oid = f.confrelid
JOIN pg_catalog.pg_namespace AS rn ON rn.oid = r.relnamespace
WHERE f.contype = 'f'
  AND f.conparentid = 0
  AND NOT c.relispartition
  AND pg_catalog.left(n.nspname::pg_catalog.text, 3) <> 'pg_'
  AND n.nspname <> 'information_schema'
  AND ($1::pg_catalog.text IS NULL
       OR n.nspname::pg_catalog.text = ANY ($1::pg_catalog.text::pg_catalog.text[]))
ORDER BY 1, 2, 3
