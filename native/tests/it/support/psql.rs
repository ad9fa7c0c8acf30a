//! Postgres' own client, for scripts.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use super::{Cluster, cluster::newest_binaries};

const READERS_PASSWORD: &str = "of-a-test";

impl Cluster {
    /// Runs a script; gives what it prints, or the SQLSTATE of the first error.
    pub(crate) fn psql(&self, user: &str, database: &str, script: &str) -> Result<String, String> {
        let mut child = Command::new(newest_binaries().unwrap().join("psql"))
            .args(["-X", "-q", "-t", "-A", "-w", "-h", "127.0.0.1"])
            .args(["-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=sqlstate"])
            .args(["-p", &self.port.to_string(), "-U", user, "-d", database])
            .env("PGPASSWORD", READERS_PASSWORD)
            .env("PGOPTIONS", "-c client_min_messages=error")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(script.as_bytes()).unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        Err(errors
            .trim()
            .rsplit(' ')
            .next()
            .unwrap_or_default()
            .to_owned())
    }

    /// Gives a role that a script made the password that `psql` here enters with.
    pub(crate) fn let_in(&self, role: &str) {
        let quoted = role.replace('"', "\"\"");
        let script = format!("ALTER ROLE \"{quoted}\" PASSWORD '{READERS_PASSWORD}'");
        self.psql("postgres", "postgres", &script).unwrap();
    }

    /// The address for a role that was let in.
    pub(crate) fn url_of_let_in(&self, role: &str, database: &str) -> String {
        format!(
            "postgres://{role}:{READERS_PASSWORD}@127.0.0.1:{}/{database}",
            self.port
        )
    }
}
