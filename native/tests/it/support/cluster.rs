//! A private Postgres cluster, shared by the tests of this process and gone with it.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    thread::sleep,
    time::Duration,
};

use plainquery::postgres::{Address, Connection, Limits, OnExcess, ResultSet};
use plainquery_core::ports::Statement;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

use super::skip;

pub(crate) const PASSWORD: &str = "p w:d/é%";
const PASSWORD_IN_URL: &str = "p%20w%3Ad%2F%C3%A9%25";

const SCHEMA: &str = "
    CREATE ROLE reader LOGIN PASSWORD 'p w:d/é%';
    CREATE ROLE writer LOGIN PASSWORD 'p w:d/é%';
    CREATE ROLE trusted LOGIN;
    CREATE ROLE cleartext LOGIN PASSWORD 'p w:d/é%';
    SET password_encryption = 'md5';
    CREATE ROLE hashed LOGIN PASSWORD 'p w:d/é%';
    CREATE DATABASE shop;
";
const TABLES: &str = "
    CREATE SCHEMA shop;
    CREATE TYPE shop.state AS ENUM ('open', 'closed');
    CREATE TABLE shop.customers (id integer PRIMARY KEY, email text NOT NULL CONSTRAINT one_each UNIQUE, credit numeric(12,2));
    CREATE TABLE shop.orders (
        id bigint PRIMARY KEY, customer_id integer NOT NULL REFERENCES shop.customers (id),
        state shop.state NOT NULL, city text, total numeric(12,2) CHECK (total >= 0));
    COMMENT ON TABLE shop.orders IS 'What was bought';
    INSERT INTO shop.customers SELECT n, 'c' || n || '@example.com', n * 10 FROM generate_series(1, 100) n;
    INSERT INTO shop.orders SELECT n, 1 + n % 100, CASE WHEN n % 3 = 0 THEN 'open' ELSE 'closed' END::shop.state,
        CASE n % 4 WHEN 0 THEN 'Berlin' WHEN 1 THEN 'Lyon' WHEN 2 THEN 'Porto' END, n FROM generate_series(1, 1000) n;
    GRANT USAGE ON SCHEMA shop TO reader, writer;
    GRANT SELECT ON ALL TABLES IN SCHEMA shop TO reader;
    GRANT ALL ON ALL TABLES IN SCHEMA shop TO writer;
    GRANT CREATE ON SCHEMA public TO reader, writer;
    ANALYZE;
";

/// A running server. It stops when its guardian's standard input ends with this process.
pub(crate) struct Cluster {
    pub(crate) port: u16,
    pub(crate) folder: PathBuf,
    _guardian: Child,
}

/// The cluster; `None`, with a message, where Postgres is not installed.
pub(crate) fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let cluster = CLUSTER
        .get_or_init(|| newest_binaries().map(|binaries| Cluster::start(&binaries)))
        .as_ref();
    if cluster.is_none() {
        skip("no Postgres in /usr/lib/postgresql (apt-get install postgresql-15)");
    }
    cluster
}

pub(super) fn newest_binaries() -> Option<PathBuf> {
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let versions = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path());
    let newest = versions
        .filter(|path| path.join("bin/initdb").exists())
        .max_by_key(|path| version(path))?;
    Some(newest.join("bin"))
}

/// Postgres refuses to run as root.
pub(super) fn unprivileged(program: &Path) -> Command {
    let is_root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout == b"0\n");
    if !is_root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args([
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
            "--",
        ])
        .arg(program);
    command
}

pub(super) fn succeed(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

impl Cluster {
    fn start(binaries: &Path) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("plainquery-pg-")
            .tempdir()
            .unwrap()
            .keep();
        let data = folder.join("data");
        fs::create_dir(&data).unwrap();
        if unprivileged(Path::new("true")).get_program() == "setpriv" {
            succeed(
                Command::new("chown")
                    .args(["-R", "postgres:postgres"])
                    .arg(&folder),
            );
        }
        let mut initdb = unprivileged(&binaries.join("initdb"));
        initdb
            .args([
                "--encoding=UTF8",
                "--locale=C",
                "--auth=trust",
                "--username=postgres",
                "--no-sync",
                "-D",
            ])
            .arg(&data);
        initdb.current_dir(&folder);
        succeed(&mut initdb);
        write_certificates(&folder);
        fs::write(
            data.join("pg_hba.conf"),
            "local all all trust\n\
             host all trusted,postgres 127.0.0.1/32 trust\n\
             host all hashed 127.0.0.1/32 md5\n\
             host all cleartext 127.0.0.1/32 password\n\
             host all all all scram-sha-256\n",
        )
        .unwrap();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut server = unprivileged(&binaries.join("postgres"));
        server.args([
            "-c",
            "ssl=on",
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "fsync=off",
            "-c",
            "log_min_messages=fatal",
        ]);
        server.args([
            "-c",
            "max_prepared_transactions=2",
            "-c",
            "max_connections=60",
            "-p",
            &port.to_string(),
        ]);
        for (name, file) in [
            ("ssl_cert_file", "server.crt"),
            ("ssl_key_file", "server.key"),
            ("unix_socket_directories", ""),
        ] {
            server
                .arg("-c")
                .arg(format!("{name}={}", folder.join(file).display()));
        }
        server.arg("-D").arg(&data);

        let mut guardian = Command::new("sh");
        guardian.args([
            "-c",
            "folder=$1; shift; \"$@\" & cat > /dev/null; kill -INT $!; wait; rm -rf \"$folder\"",
            "sh",
        ]);
        guardian
            .arg(&folder)
            .arg(server.get_program())
            .args(server.get_args());
        let guardian = guardian
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let cluster = Self {
            port,
            folder,
            _guardian: guardian,
        };
        cluster.fill();
        cluster
    }

    fn fill(&self) {
        // On a thread of its own, since a test may be inside a runtime already.
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap();
                runtime.block_on(async {
                    let mut attempts = 0;
                    while let Err(error) =
                        Connection::open(&self.address("postgres", "postgres")).await
                    {
                        attempts += 1;
                        assert!(attempts < 200, "the server does not start: {error}");
                        sleep(Duration::from_millis(50));
                    }
                    self.run_all("postgres", SCHEMA).await;
                    self.run_all("shop", TABLES).await;
                });
            });
        });
    }

    pub(crate) async fn run_all(&self, database: &str, statements: &str) {
        let mut connection = Connection::open(&self.address("postgres", database))
            .await
            .unwrap();
        for statement in statements
            .split(';')
            .filter(|statement| !statement.trim().is_empty())
        {
            run(&mut connection, statement).await;
        }
        connection.close().await;
    }

    /// Another database with the same tables, for a test that locks or changes them.
    pub(crate) async fn create_database(&self, name: &str) {
        self.run_all("postgres", &format!("CREATE DATABASE {name}"))
            .await;
        self.run_all(name, TABLES).await;
    }

    /// The address for a role, with its password.
    pub(crate) fn url(&self, user: &str, database: &str) -> String {
        let password = if user == "postgres" {
            String::new()
        } else {
            format!(":{PASSWORD_IN_URL}")
        };
        format!(
            "postgres://{user}{password}@127.0.0.1:{}/{database}",
            self.port
        )
    }

    pub(crate) fn address(&self, user: &str, database: &str) -> Address {
        Address::parse(&self.url(user, database)).unwrap()
    }

    /// What a superuser's query gives, as rows of text with bars between.
    pub(crate) async fn ask(&self, query: &str) -> String {
        let mut connection = Connection::open(&self.address("postgres", "shop"))
            .await
            .unwrap();
        let result = run(&mut connection, query).await;
        connection.close().await;
        let row = |row: &Vec<Option<String>>| {
            row.iter()
                .map(|cell| cell.as_deref().unwrap_or("NULL"))
                .collect::<Vec<_>>()
                .join("|")
        };
        result.rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }
}

async fn run(connection: &mut Connection, query: &str) -> ResultSet {
    let statement = Statement {
        text: query.to_owned().into(),
        parameters: Vec::new(),
    };
    let limits = Limits {
        max_rows: None,
        max_bytes: 10_000_000,
        on_excess: OnExcess::Fail,
    };
    connection.run_single(&statement, limits).await.unwrap()
}

/// An authority, and a certificate of it for `localhost` only.
fn write_certificates(folder: &Path) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority
        .distinguished_name
        .push(DnType::CommonName, "a test's authority");
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()])
        .unwrap()
        .signed_by(&key, &authority)
        .unwrap();
    let other = KeyPair::generate().unwrap();
    let other = CertificateParams::new(vec!["other".to_owned()])
        .unwrap()
        .self_signed(&other)
        .unwrap();
    fs::write(folder.join("ca.crt"), authority.pem()).unwrap();
    fs::write(folder.join("other.crt"), other.pem()).unwrap();
    fs::write(folder.join("server.crt"), certificate.pem()).unwrap();
    fs::write(folder.join("server.key"), key.serialize_pem()).unwrap();
    if unprivileged(Path::new("true")).get_program() == "setpriv" {
        succeed(
            Command::new("chown")
                .args(["postgres:postgres"])
                .arg(folder.join("server.key")),
        );
    }
    succeed(
        Command::new("chmod")
            .arg("600")
            .arg(folder.join("server.key")),
    );
}
