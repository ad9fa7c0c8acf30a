-- Unique indexes serve as well as constraints, unless they hold for a part of the rows, for an
-- expression, or only at the end of a transaction.
SELECT
  n.nspname::pg_catalog.text,
  c.relname::pg_catalog.text,
  i.indisprimary,
  (
    SELECT pg_catalog.json_agg(a.attname ORDER BY k.place)
    FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE k.place <= i.indnkeyatts
  )::pg_catalog.text
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE i.indisunique
  AND i.indisvalid
  AND i.indimmediate
  AND i.indpred IS NULL
  AND i.indexprs IS NULL
  AND c.relkind IN ('r', 'm', 'p')
  AND NOT c.relispartition
  AND pg_catalog.left(n.nspname::pg_catalog.text, 3) <> 'pg_'
  AND n.nspname <> 'information_schema'
  AND ($1::pg_catalog.text IS NULL
       OR n.nspname::pg_catalog.text = ANY ($1::pg_catalog.text::pg_catalog.text[]))
ORDER BY 1, 2, 4
