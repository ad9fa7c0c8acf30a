-- Changes with every row that a schema, or who may read what of it, is read from: xmin is the
-- transaction that wrote the row. ANALYZE and VACUUM write in place and leave it. Objects below 16384
-- are the server's own; temporary ones come and go with other sessions.
WITH own AS MATERIALIZED (
  SELECT c.oid, c.xmin
  FROM pg_catalog.pg_class AS c
  WHERE c.oid >= 16384
    AND c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S')
    AND c.relpersistence <> 't'
)
SELECT pg_catalog.md5(pg_catalog.concat_ws(' ',
  CURRENT_USER,
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', n.oid, n.xmin), 0))
   FROM pg_catalog.pg_namespace AS n
   WHERE pg_catalog.left(n.nspname::pg_catalog.text, 3) <> 'pg_'),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', own.oid, own.xmin), 0))
   FROM own),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', a.attrelid, a.attnum, a.xmin), 0))
   FROM pg_catalog.pg_attribute AS a JOIN own ON own.oid = a.attrelid
   WHERE a.attrelid >= 16384 AND a.attnum > 0),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', d.objoid, d.objsubid, d.xmin), 0))
   FROM pg_catalog.pg_description AS d JOIN own ON own.oid = d.objoid
   WHERE d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', i.indexrelid, i.xmin), 0))
   FROM pg_catalog.pg_index AS i JOIN own ON own.oid = i.indrelid
   WHERE i.indisunique),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', f.oid, f.xmin), 0))
   FROM pg_catalog.pg_constraint AS f JOIN own ON own.oid = f.conrelid
   WHERE f.contype = 'f'),
  -- What views and row security say.
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', r.oid, r.xmin), 0))
   FROM pg_catalog.pg_rewrite AS r JOIN own ON own.oid = r.ev_class),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', p.oid, p.xmin), 0))
   FROM pg_catalog.pg_policy AS p JOIN own ON own.oid = p.polrelid),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', t.oid, t.xmin), 0))
   FROM pg_catalog.pg_type AS t
   WHERE t.oid >= 16384 AND t.typtype IN ('d', 'e')),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', e.enumtypid, e.enumlabel, e.xmin), 0))
   FROM pg_catalog.pg_enum AS e),
  (SELECT pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', m.roleid, m.member, m.xmin), 0))
   FROM pg_catalog.pg_auth_members AS m)
)) AS schema_fingerprint
