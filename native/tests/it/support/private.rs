//! Servers that a test may stop and start again.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use tempfile::TempDir;

use super::{
    cluster::{newest_binaries, succeed, unprivileged},
    skip,
};

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Ends its program when its standard input ends, as it does with this process.
struct Guarded(Child);

impl Guarded {
    fn start(command: &Command, folder: &Path) -> Self {
        let mut guardian = Command::new("sh");
        guardian.args([
            "-c",
            "\"$@\" & cat > /dev/null; kill -INT $!; wait $!",
            "sh",
        ]);
        guardian
            .arg(command.get_program())
            .args(command.get_args())
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Self(guardian.spawn().unwrap())
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        drop(self.0.wait());
    }
}

/// A Postgres of one test.
pub(crate) struct PrivatePostgres {
    port: u16,
    binaries: PathBuf,
    folder: TempDir,
    server: Option<Guarded>,
}

impl PrivatePostgres {
    /// A running one with a table `shop.orders` of 1000 rows; `None`, with a message, where Postgres
    /// is not installed.
    pub(crate) fn start() -> Option<Self> {
        let Some(binaries) = newest_binaries() else {
            skip("no Postgres in /usr/lib/postgresql (apt-get install postgresql-15)");
            return None;
        };
        let folder = TempDir::with_prefix("plainquery-pg-").unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        if unprivileged(Path::new("true")).get_program() == "setpriv" {
            let mut chown = Command::new("chown");
            succeed(chown.args(["-R", "postgres:postgres"]).arg(folder.path()));
        }
        let mut initdb = unprivileged(&binaries.join("initdb"));
        initdb.args(["--auth=trust", "--username=postgres", "--no-sync", "-D"]);
        succeed(initdb.arg(folder.path().join("data")).current_dir(&folder));
        let mut postgres = Self {
            port: free_port(),
            binaries,
            folder,
            server: None,
        };
        postgres.start_again();
        postgres.run(
            "CREATE ROLE reader LOGIN; CREATE SCHEMA shop; \
             CREATE TABLE shop.orders AS SELECT n AS id, 'Berlin' AS city FROM generate_series(1, 1000) n; \
             ALTER TABLE shop.orders ADD PRIMARY KEY (id); \
             GRANT USAGE ON SCHEMA shop TO reader; GRANT SELECT ON shop.orders TO reader",
        );
        Some(postgres)
    }

    fn run(&self, statements: &str) {
        let mut psql = unprivileged(&self.binaries.join("psql"));
        psql.args(["-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U"]);
        psql.args(["postgres", "-p", &self.port.to_string(), "-c", statements]);
        succeed(psql.current_dir(&self.folder));
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://reader@127.0.0.1:{}/postgres", self.port)
    }

    pub(crate) fn stop(&mut self) {
        self.server = None;
    }

    pub(crate) fn start_again(&mut self) {
        let mut command = unprivileged(&self.binaries.join("postgres"));
        command.args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c"]);
        command.args([
            "unix_socket_directories=",
            "-p",
            &self.port.to_string(),
            "-D",
        ]);
        command.arg(self.folder.path().join("data"));
        self.server = Some(Guarded::start(&command, self.folder.path()));
        let is_ready = || {
            let mut ready = unprivileged(&self.binaries.join("pg_isready"));
            ready.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
            ready.status().is_ok_and(|status| status.success())
        };
        wait_until("Postgres", is_ready);
    }
}

/// A Redis of one test.
pub(crate) struct PrivateRedis {
    port: u16,
    folder: TempDir,
    server: Option<Guarded>,
}

impl PrivateRedis {
    /// A running one; `None`, with a message, where Redis is not installed.
    pub(crate) fn start() -> Option<Self> {
        let is_installed = Command::new("redis-server")
            .arg("--version")
            .stdout(Stdio::null())
            .status()
            .is_ok();
        if !is_installed {
            skip("no redis-server (apt-get install redis-server)");
            return None;
        }
        let mut redis = Self {
            port: free_port(),
            folder: TempDir::with_prefix("plainquery-redis-").unwrap(),
            server: None,
        };
        redis.start_again();
        Some(redis)
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/3", self.port)
    }

    pub(crate) fn stop(&mut self) {
        self.server = None;
    }

    /// Empty, as it was at first.
    pub(crate) fn start_again(&mut self) {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
        command.args(["--port", &self.port.to_string()]);
        self.server = Some(Guarded::start(&command, self.folder.path()));
        let port = self.port;
        wait_until("Redis", || TcpStream::connect(("127.0.0.1", port)).is_ok());
    }

    /// What `redis-cli` says to a command.
    pub(crate) fn cli(&self, arguments: &[&str]) -> String {
        let output = Command::new("redis-cli")
            .args(["-p", &self.port.to_string(), "-n", "3"])
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("{what} does not start");
}
