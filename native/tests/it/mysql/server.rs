//! Private servers, by their own programs: `MySQL`, where the variable names its program, and `MariaDB`,
//! which Debian has.

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Mutex, OnceLock},
    thread::sleep,
    time::Duration,
};

use tempfile::TempDir;

use crate::support::skip;

/// Names the program of a `MySQL` server, which takes the arguments of `mysqld`. `scripts/test host` sets it.
const MYSQL_SERVER: &str = "PLAINQUERY_MYSQL_SERVER";

/// How often it is looked for: for a minute.
const MAX_POLLS: u32 = 600;
const POLL: Duration = Duration::from_millis(100);

/// Ends the server and removes its folder when the standard input, which is this process's, ends.
const GUARD: &str = r#"folder=$1; shift; "$@" </dev/null >/dev/null 2>"$folder/log" & server=$!
cat >/dev/null; kill -9 $server; wait $server 2>/dev/null; rm -rf "$folder""#;

/// The name of the column that stands before each of several results.
const NEXT: &str = "the next result";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Mysql,
    MariaDb,
}

/// A server in a folder of its own, reached over a socket alone.
pub(super) struct Server {
    pub(super) kind: Kind,
    folder: PathBuf,
    /// What was prepared already, by name.
    prepared: Mutex<BTreeSet<&'static str>>,
    _guardian: Child,
}

/// The servers, started once. Empty, with a message, where none is installed.
pub(super) fn servers() -> &'static [Server] {
    static SERVERS: OnceLock<Vec<Server>> = OnceLock::new();
    let servers = SERVERS.get_or_init(|| {
        let mysql = Server::mysql();
        if mysql.is_none() {
            eprintln!("no MySQL server ({MYSQL_SERVER} names none): tried on MariaDB alone");
        }
        mysql.into_iter().chain(Server::mariadb()).collect()
    });
    if servers.is_empty() {
        skip("neither MySQL nor MariaDB is installed");
    }
    servers
}

fn program(name: &str) -> Option<PathBuf> {
    ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin"]
        .iter()
        .map(|folder| Path::new(folder).join(name))
        .find(|file| file.exists())
}

fn user() -> String {
    let user = Command::new("id").arg("-un").output().unwrap();
    format!("--user={}", String::from_utf8_lossy(&user.stdout).trim())
}

/// Sorts what follows the names.
fn sort_rows(lines: &mut [String]) {
    if let Some(rows) = lines.get_mut(1..) {
        rows.sort();
    }
}

fn in_hexadecimal(text: &str) -> String {
    let digits: Vec<String> = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("_utf8mb4 X'{}'", digits.concat())
}

/// A script that runs a text, with its parameters bound as texts.
fn script(database: &str, sql_mode: &str, sql: &str, parameters: &[Option<String>]) -> String {
    let sql = sql.trim_end().trim_end_matches(';');
    let choose = match database {
        "" => String::new(),
        name => format!("USE {name};\n"),
    };
    let start = format!("{choose}SET sql_mode = '{sql_mode}';\n");
    if parameters.is_empty() {
        return format!("{start}{sql}\n;\n");
    }
    let places: Vec<String> = (0..parameters.len()).map(|at| format!("@p{at}")).collect();
    let values: Vec<String> = places
        .iter()
        .zip(parameters)
        .map(|(place, value)| {
            let value = value
                .as_deref()
                .map_or_else(|| "NULL".to_owned(), in_hexadecimal);
            format!("SET {place} = {value};\n")
        })
        .collect();
    format!(
        "{start}{}SET @query = {};\nPREPARE query FROM @query;\nEXECUTE query USING {};\n",
        values.concat(),
        in_hexadecimal(sql),
        places.join(", ")
    )
}

impl Server {
    fn mysql() -> Option<Self> {
        let server = std::env::var_os(MYSQL_SERVER).filter(|program| !program.is_empty())?;
        let folder = TempDir::new().unwrap().keep();
        let data = format!("--datadir={}", folder.join("data").display());
        let first = ["--no-defaults", &user(), &data];
        let made = Command::new(&server)
            .args(first)
            .arg("--initialize-insecure")
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        let more = ["--secure-file-priv=NULL", "--mysqlx=OFF"];
        Some(Self::start(
            Kind::Mysql,
            Path::new(&server),
            folder,
            &[&first[..], &more].concat(),
        ))
    }

    fn mariadb() -> Option<Self> {
        let (install, server) = (program("mariadb-install-db")?, program("mariadbd")?);
        let folder = TempDir::new().unwrap().keep();
        let data = format!("--datadir={}", folder.join("data").display());
        let first = ["--no-defaults", &user(), &data];
        let made = Command::new(install)
            .args(first)
            .arg("--skip-test-db")
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        Some(Self::start(Kind::MariaDb, &server, folder, &first))
    }

    fn start(kind: Kind, program: &Path, folder: PathBuf, arguments: &[&str]) -> Self {
        let guardian = Command::new("sh")
            .args(["-c", GUARD, "guard"])
            .arg(&folder)
            .arg(program)
            .args(arguments)
            .args(["--skip-networking", "--skip-grant-tables"])
            .arg(format!("--socket={}", folder.join("socket").display()))
            .arg(format!("--pid-file={}", folder.join("pid").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self {
            kind,
            folder,
            prepared: Mutex::default(),
            _guardian: guardian,
        };
        let mut polls = 0;
        while !server.run("SELECT 1;").status.success() {
            let log = || fs::read_to_string(server.folder.join("log"));
            assert!(polls < MAX_POLLS, "{:?}", log());
            polls += 1;
            sleep(POLL);
        }
        server
    }

    /// Runs a script by the command-line client, which both servers understand.
    pub(super) fn run(&self, script: &str) -> Output {
        self.client(script, &[])
    }

    fn client(&self, script: &str, more: &[&str]) -> Output {
        let mut child = Command::new("mariadb")
            .args(["--no-defaults", "--batch"])
            .args(more)
            .arg("--default-character-set=utf8mb4")
            .arg(format!("--socket={}", self.folder.join("socket").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A client that finds no server is gone already.
        drop(child.stdin.take().unwrap().write_all(script.as_bytes()));
        child.wait_with_output().unwrap()
    }

    /// Runs a script that must succeed.
    pub(super) fn prepare(&self, script: &str) {
        let made = self.run(script);
        assert!(made.status.success(), "{:?}: {made:?}", self.kind);
    }

    /// Prepares something once, while others wait.
    pub(super) fn once(&self, name: &'static str, prepare: impl FnOnce()) {
        let mut prepared = self.prepared.lock().unwrap();
        if !prepared.contains(name) {
            prepare();
            prepared.insert(name);
        }
    }

    /// Names and rows of a query in a database, or in none, and a mode of the server, the rows sorted, or
    /// the server's error. `parameters` are bound as texts, in their order.
    pub(super) fn rows(
        &self,
        database: &str,
        sql_mode: &str,
        sql: &str,
        parameters: &[Option<String>],
    ) -> Result<Vec<String>, String> {
        let script = script(database, sql_mode, sql, parameters);
        let mut lines = self.lines(&script, &[])?;
        sort_rows(&mut lines);
        Ok(lines)
    }

    /// The same in several modes, by one client.
    pub(super) fn rows_in_modes(
        &self,
        database: &str,
        sql_modes: &[&str],
        sql: &str,
        parameters: &[Option<String>],
    ) -> Result<Vec<Vec<String>>, String> {
        let script: Vec<String> = sql_modes
            .iter()
            .map(|mode| {
                let script = script(database, mode, sql, parameters);
                format!("SELECT 1 AS `{NEXT}`;\n{script}")
            })
            .collect();
        let lines = self.lines(&script.concat(), &[])?;
        let results = lines.split(|line| line == NEXT).skip(1);
        Ok(results
            .map(|result| {
                let mut result = result.get(1..).unwrap_or_default().to_vec();
                sort_rows(&mut result);
                result
            })
            .collect())
    }

    /// The same in the order in which they came, with the server's warnings.
    pub(super) fn told(
        &self,
        database: &str,
        sql_mode: &str,
        sql: &str,
        parameters: &[Option<String>],
    ) -> Result<Vec<String>, String> {
        let script = script(database, sql_mode, sql, parameters);
        self.lines(&script, &["--show-warnings"])
    }

    fn lines(&self, script: &str, more: &[&str]) -> Result<Vec<String>, String> {
        let output = self.client(script, more);
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().map(str::to_owned).collect())
    }
}
