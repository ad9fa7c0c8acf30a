//! A private Postgres server for a test.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use tempfile::TempDir;

/// Skips a test, loudly, where what it needs is not installed.
fn skip(what: &str) {
    assert!(
        std::env::var_os("PLAINQUERY_REQUIRE_SERVERS").is_none(),
        "{what}"
    );
    eprintln!("SKIPPED: {what}");
}

fn newest_binaries() -> Option<PathBuf> {
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("bin/initdb").exists())
        .max_by_key(|path| version(path))?;
    Some(newest.join("bin"))
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout == b"0\n")
}

/// Postgres refuses to run as root.
fn unprivileged(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args([
        "--reuid=postgres",
        "--regid=postgres",
        "--clear-groups",
        "--",
    ]);
    command.arg(program);
    command
}

fn succeed(command: &mut Command) {
    let output = command.output().expect("the program starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
}

/// A running server; it stops when this is dropped, or when the process ends.
pub(crate) struct PrivatePostgres {
    port: u16,
    binaries: PathBuf,
    folder: TempDir,
    guardian: Child,
}

impl PrivatePostgres {
    /// Starts one; `None`, with a message, where Postgres is not installed.
    pub(crate) fn start() -> Option<Self> {
        let Some(binaries) = newest_binaries() else {
            skip("no Postgres in /usr/lib/postgresql (apt-get install postgresql-15)");
            return None;
        };
        let folder = TempDir::with_prefix("plainquery-pg-").expect("a folder for the server");
        let data = folder.path().join("data");
        fs::create_dir(&data).expect("a folder for the data");
        if is_root() {
            let mut chown = Command::new("chown");
            succeed(chown.args(["-R", "postgres:postgres"]).arg(folder.path()));
        }
        let mut initdb = unprivileged(&binaries.join("initdb"));
        initdb.args(["--auth=trust", "--username=postgres", "--no-sync"]);
        initdb.args(["--encoding=UTF8", "--locale=C", "-D"]);
        succeed(initdb.arg(&data).current_dir(&folder));
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port")
            .port();
        let mut server = unprivileged(&binaries.join("postgres"));
        server.args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]);
        server.args(["-c", "unix_socket_directories=", "-p", &port.to_string()]);
        server.arg("-D").arg(&data);
        let mut guardian = Command::new("sh");
        guardian.args([
            "-c",
            "\"$@\" & cat > /dev/null; kill -INT $!; wait $!",
            "sh",
        ]);
        let guardian = guardian
            .arg(server.get_program())
            .args(server.get_args())
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let postgres = Self {
            port,
            binaries,
            folder,
            guardian,
        };
        postgres.wait();
        Some(postgres)
    }

    fn wait(&self) {
        for _ in 0..400 {
            let mut ready = unprivileged(&self.binaries.join("pg_isready"));
            ready.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
            if ready.status().is_ok_and(|status| status.success()) {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("Postgres does not start");
    }

    /// Runs statements as the superuser.
    pub(crate) fn execute(&self, database: &str, statements: &str) {
        let mut psql = unprivileged(&self.binaries.join("psql"));
        psql.args([
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            "127.0.0.1",
            "-U",
            "postgres",
        ]);
        psql.args([
            "-p",
            &self.port.to_string(),
            "-d",
            database,
            "-c",
            statements,
        ]);
        succeed(psql.current_dir(&self.folder));
    }

    pub(crate) fn url(&self, user: &str, database: &str) -> String {
        format!("postgres://{user}@127.0.0.1:{}/{database}", self.port)
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        drop(self.guardian.wait());
    }
}
