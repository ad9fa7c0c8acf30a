// Takes every superuser out of a seeded cluster.
//
// PGlite always logs in as the bootstrap role (OID 10). Its `username` option only does SET ROLE, from which
// RESET ROLE or RESET SESSION AUTHORIZATION lead back to the superuser. So the bootstrap role itself becomes the
// ordinary reader: what it owns and may do goes to a role that nobody can log in as, it takes over the reader's
// grants and settings, it gets the reader's name, and it loses every attribute. There is then no role to go back to.

const OWNER = 'plainquery_owner';

function sealSql(user, database) {
  return `
SET allow_system_table_mods = on;
CREATE ROLE ${OWNER} NOLOGIN NOSUPERUSER;

DO $seal$
DECLARE
    owner_oid constant oid := (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = '${OWNER}');
    reader_oid constant oid := (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = '${user}');
    place record;
BEGIN
    IF reader_oid IS NULL THEN
        RAISE EXCEPTION 'the seed files do not create the role ${user}';
    END IF;

    FOR place IN
        SELECT c.oid::regclass AS catalog, a.attname, a.atttypid
        FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relkind = 'r' AND c.relnamespace = 'pg_catalog'::regnamespace AND a.attnum > 0
          AND (a.atttypid = 'aclitem[]'::regtype OR (a.atttypid = 'oid'::regtype AND a.attname ~ '(owner|datdba|defaclrole|umuser)$'))
    LOOP
        IF place.atttypid = 'oid'::regtype THEN
            EXECUTE format('UPDATE %s SET %I = $1 WHERE %I = 10', place.catalog, place.attname, place.attname) USING owner_oid;
        ELSE
            -- First what the bootstrap role may do goes to the owner, then what the reader may do to the bootstrap role.
            EXECUTE format($sql$UPDATE %s SET %I = regexp_replace(regexp_replace(regexp_replace(%I::text,
                '([{,])postgres=', '\\1${OWNER}=', 'g'), '/postgres(?=[,}])', '/${OWNER}', 'g'),
                '([{,])${user}=', '\\1postgres=', 'g')::aclitem[] WHERE %I IS NOT NULL$sql$,
                place.catalog, place.attname, place.attname, place.attname);
        END IF;
    END LOOP;

    DELETE FROM pg_catalog.pg_auth_members WHERE member = 10;
    UPDATE pg_catalog.pg_auth_members SET member = 10 WHERE member = reader_oid;
    DELETE FROM pg_catalog.pg_db_role_setting WHERE setrole = 10;
    UPDATE pg_catalog.pg_db_role_setting SET setrole = 10 WHERE setrole = reader_oid;
    DELETE FROM pg_catalog.pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = reader_oid;
    DELETE FROM pg_catalog.pg_authid WHERE oid = reader_oid;
    UPDATE pg_catalog.pg_database SET datname = '${database}' WHERE datname = current_database();
    UPDATE pg_catalog.pg_authid SET rolsuper = false WHERE oid <> 10 AND rolsuper;
    UPDATE pg_catalog.pg_authid
        SET rolname = '${user}', rolsuper = false, rolcreaterole = false, rolcreatedb = false, rolreplication = false, rolbypassrls = false
        WHERE oid = 10;
END
$seal$;
`;
}

/** Seals the cluster that `db`, still a superuser's session, is open on. It must be closed and opened again afterwards. */
export async function sealCluster(db, { user, database }) {
  // The checkpoint comes first: afterwards nobody may ask for one.
  await db.exec('CHECKPOINT');
  await db.exec(sealSql(user, database));
}
