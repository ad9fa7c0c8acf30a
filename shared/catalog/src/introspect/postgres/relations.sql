SELECT
  n.nspname::pg_catalog.text,
  c.relname::pg_catalog.text,
  c.relkind::pg_catalog.text,
  c.relispartition,
  pg_catalog.obj_description(c.oid, 'pg_class'),
  -- A table that was never analysed has -1, before version 14 zero rows on zero pages.
  CASE
    WHEN c.relkind = 'p' THEN (
      SELECT pg_catalog.sum(leaf.reltuples)::pg_catalog.int8
      FROM pg_catalog.pg_partition_tree(c.oid) AS tree
      JOIN pg_catalog.pg_class AS leaf ON leaf.oid = tree.relid
      WHERE tree.isleaf AND leaf.reltuples > 0
    )
    WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages = 0) THEN NULL
    ELSE c.reltuples::pg_catalog.int8
  END::pg_catalog.text,
  parent_n.nspname::pg_catalog.text,
  parent.relname::pg_catalog.text,
  c.relrowsecurity
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
-- The parent of a partition, or the first one of a table that inherits: it shows rows of this one.
LEFT JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = c.oid AND i.inhseqno = 1
LEFT JOIN pg_catalog.pg_class AS parent ON parent.oid = i.inhparent
LEFT JOIN pg_catalog.pg_namespace AS parent_n ON parent_n.oid = parent.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
  AND pg_catalog.left(n.nspname::pg_catalog.text, 3) <> 'pg_'
  AND n.nspname <> 'information_schema'
  AND ($1::pg_catalog.text IS NULL
       OR n.nspname::pg_catalog.text = ANY ($1::pg_catalog.text::pg_catalog.text[]))
  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
  AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT')
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.objid = c.oid
      AND d.deptype = 'e'
  )
ORDER BY 1, 2
