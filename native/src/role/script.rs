//! The SQL that makes a reader role with the least rights.

use std::fmt::Write as _;

use super::quote::{dollar_quoted, identifier, literal};

/// Which rows belong to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantRule {
    /// The column that names the tenant, in every table that has one.
    pub column: String,
    /// The setting that holds the tenant of a question, such as `app.tenant`.
    pub setting: String,
}

/// What a reader role is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleScript {
    /// The role's name.
    pub role: String,
    /// The database that it may connect to; `None` for the one that the script is run in.
    pub database: Option<String>,
    /// The schemas that it may read; at least one.
    pub schemas: Vec<String>,
    /// Who makes tables later: those, too, are to be readable. `None` for whoever runs the script.
    pub owner: Option<String>,
    /// The longest that a statement may run, in milliseconds.
    pub statement_timeout_ms: u32,
    /// The most connections at once.
    pub connection_limit: u32,
    /// Row security by tenant.
    pub tenant: Option<TenantRule>,
}

impl RoleScript {
    /// The script. It may be run again, and changes all or nothing.
    pub fn sql(&self) -> String {
        let mut out = String::new();
        // Writing into a String does not fail.
        let _ = self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        let role = identifier(&self.role);
        writeln!(
            out,
            "-- A role that reads the named schemas and can do nothing else.\n\
             -- Run it in the database itself, as its owner or a superuser:  psql DATABASE_URL -f FILE\n\
             -- Where the server asks for passwords, set one afterwards:  \\password {}\n\n\
             BEGIN;\n",
            self.role.replace(['\n', '\r'], " ")
        )?;
        self.write_role(&role, out)?;
        self.write_rights(&role, out)?;
        if let Some(tenant) = &self.tenant {
            self.write_tenant(tenant, out)?;
        }
        writeln!(out, "COMMIT;")
    }

    fn write_role(&self, role: &str, out: &mut String) -> std::fmt::Result {
        // A new role has no right by itself. To name SUPERUSER and the like, even with NO before it,
        // takes a superuser, which managed services do not give: a role that has them is refused.
        let body = format!(
            "
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {name}) THEN
    CREATE ROLE {role};
  ELSIF EXISTS (SELECT FROM pg_catalog.pg_roles
      WHERE rolname = {name} AND (rolsuper OR rolbypassrls OR rolreplication)) THEN
    RAISE EXCEPTION 'the role % has rights that no reader should have; choose another name', {name};
  END IF;
END
",
            name = literal(&self.role)
        );
        writeln!(out, "DO {};", dollar_quoted(&body))?;
        writeln!(
            out,
            "ALTER ROLE {role} WITH LOGIN NOCREATEDB NOCREATEROLE NOINHERIT CONNECTION LIMIT {};",
            self.connection_limit
        )?;
        writeln!(
            out,
            "ALTER ROLE {role} SET default_transaction_read_only = on;"
        )?;
        writeln!(
            out,
            "ALTER ROLE {role} SET statement_timeout = {};",
            self.statement_timeout_ms
        )?;
        writeln!(
            out,
            "ALTER ROLE {role} SET idle_in_transaction_session_timeout = {};\n",
            self.statement_timeout_ms.saturating_mul(2)
        )
    }

    fn write_rights(&self, role: &str, out: &mut String) -> std::fmt::Result {
        let body = "
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'public') THEN
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  END IF;
END
";
        writeln!(
            out,
            "-- Before PostgreSQL 15 everybody may make tables and functions in public.\nDO {};",
            dollar_quoted(body)
        )?;
        match &self.database {
            Some(database) => writeln!(
                out,
                "GRANT CONNECT ON DATABASE {} TO {role};",
                identifier(database)
            )?,
            None => {
                let body = format!(
                    "\nBEGIN\n  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), {});\nEND\n",
                    literal(&self.role)
                );
                writeln!(out, "DO {};", dollar_quoted(&body))?;
            }
        }
        let owner = self.owner.as_ref().map_or_else(String::new, |owner| {
            format!(" FOR ROLE {}", identifier(owner))
        });
        // A new table has no row security yet: with tenants, it is read once the script has seen it.
        let later = if self.tenant.is_some() {
            format!("REVOKE SELECT ON TABLES FROM {role}")
        } else {
            format!("GRANT SELECT ON TABLES TO {role}")
        };
        for schema in &self.schemas {
            let schema = identifier(schema);
            writeln!(
                out,
                "GRANT USAGE ON SCHEMA {schema} TO {role};\n\
                 GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role};\n\
                 ALTER DEFAULT PRIVILEGES{owner} IN SCHEMA {schema} {later};"
            )?;
        }
        writeln!(out)
    }

    /// Found in the database, so that tables made later are protected when the script is run again.
    ///
    /// A table without row security gets it together with a policy that leaves everybody else as they
    /// were; one that has it already keeps its policies. The restrictive one holds whatever other
    /// policies permit. A question without a tenant sees no row. The setting is cast to the column's
    /// type, so that an index serves; without the type's length, to which a cast would cut.
    fn write_tenant(&self, tenant: &TenantRule, out: &mut String) -> std::fmt::Result {
        let schemas: Vec<String> = self.schemas.iter().map(|schema| literal(schema)).collect();
        let body = format!(
            "
DECLARE
  reader CONSTANT text := {role};
  target record;
  own_rows text;
BEGIN
  FOR target IN
    SELECT c.oid::regclass AS name, c.relrowsecurity AS is_secured, a.attname AS column_name,
      pg_catalog.format_type(a.atttypid, -1) AS column_type
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
    WHERE n.nspname IN ({schemas}) AND c.relkind IN ('r', 'p')
      AND a.attname = {column} AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY 1
  LOOP
    own_rows := format('%I = CAST(nullif(current_setting(%L, true), '''') AS %s)',
      target.column_name, {setting}, target.column_type);
    EXECUTE format('DROP POLICY IF EXISTS plainquery_tenant ON %s', target.name);
    EXECUTE format('DROP POLICY IF EXISTS plainquery_tenant_only ON %s', target.name);
    EXECUTE format('CREATE POLICY plainquery_tenant ON %s FOR SELECT TO %I USING (%s)',
      target.name, reader, own_rows);
    EXECUTE format('CREATE POLICY plainquery_tenant_only ON %s AS RESTRICTIVE FOR SELECT TO %I USING (%s)',
      target.name, reader, own_rows);
    IF NOT target.is_secured THEN
      EXECUTE format('DROP POLICY IF EXISTS plainquery_others ON %s', target.name);
      EXECUTE format('CREATE POLICY plainquery_others ON %s USING (current_user <> %L) WITH CHECK (current_user <> %L)',
        target.name, reader, reader);
    END IF;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target.name);
    RAISE NOTICE 'row security by tenant: %', target.name;
  END LOOP;
  FOR target IN
    SELECT c.oid::regclass AS name
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname IN ({schemas}) AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_options_to_table(c.reloptions) AS o
      WHERE o.option_name = 'security_invoker' AND o.option_value::boolean))
    ORDER BY 1
  LOOP
    EXECUTE format('REVOKE SELECT ON %s FROM %I', target.name, reader);
    RAISE NOTICE 'not readable, for it shows the rows of every tenant: %', target.name;
  END LOOP;
END
",
            role = literal(&self.role),
            schemas = schemas.join(", "),
            column = literal(&tenant.column),
            setting = literal(&tenant.setting),
        );
        writeln!(
            out,
            "-- The tenant of a question decides which rows it sees, in every table with the column.\n\
             -- A view sees what its owner sees, so the role reads only views with security_invoker (since\n\
             -- PostgreSQL 15: ALTER VIEW ... SET (security_invoker = true)). Run it again after a new table.\n\
             DO {};\n",
            dollar_quoted(&body)
        )
    }
}
