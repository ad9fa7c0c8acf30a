//! A private Postgres, for checks against the real thing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A private server for as long as the test runs.
pub struct Server {
    binaries: PathBuf,
    folder: PathBuf,
}

impl Server {
    /// `None`, with a message, where Postgres is not installed.
    pub fn start() -> Option<Self> {
        let newest = fs::read_dir("/usr/lib/postgresql")
            .ok()
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path().join("bin"))
            .filter(|path| path.join("initdb").exists())
            .max();
        let Some(binaries) = newest else {
            eprintln!(
                "SKIPPED: no Postgres in /usr/lib/postgresql (apt-get install postgresql-15)"
            );
            return None;
        };
        let folder = env::temp_dir().join(format!(
            "plainquery-sql-{}-{}",
            process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        ));
        fs::create_dir_all(&folder).expect("a folder");
        let server = Self { binaries, folder };
        if server.unprivileged("true").get_program() == "setpriv" {
            succeed(
                Command::new("chown")
                    .arg("postgres:postgres")
                    .arg(&server.folder),
            );
        }
        let data = server.folder.join("data");
        succeed(
            server
                .unprivileged("initdb")
                .args(["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust"])
                .args(["--username=postgres", "--no-sync", "-D"])
                .arg(&data),
        );
        let options = format!(
            "-c listen_addresses= -c fsync=off -k {}",
            server.folder.display()
        );
        succeed(
            server
                .unprivileged("pg_ctl")
                .args(["-w", "-o", &options, "-l"])
                .arg(server.folder.join("log"))
                .arg("-D")
                .arg(&data)
                .arg("start"),
        );
        Some(server)
    }

    /// Postgres refuses to run as root.
    fn unprivileged(&self, program: &str) -> Command {
        let path = self.binaries.join(program);
        let path = if path.exists() {
            path
        } else {
            PathBuf::from(program)
        };
        let is_root = Command::new("id")
            .arg("-u")
            .output()
            .is_ok_and(|output| output.stdout == b"0\n");
        let mut command = if is_root {
            let mut command = Command::new("setpriv");
            command
                .args([
                    "--reuid=postgres",
                    "--regid=postgres",
                    "--clear-groups",
                    "--",
                ])
                .arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(&self.folder);
        command
    }

    /// Runs a script, each statement on its own; what it prints.
    pub fn psql(&self, script: &str) -> String {
        let file = self.folder.join("script.sql");
        fs::write(&file, script).expect("a script");
        let output = Command::new(self.binaries.join("psql"))
            .args(["-X", "-q", "-t", "-A", "-w", "-U", "postgres", "-h"])
            .arg(&self.folder)
            .arg("-f")
            .arg(&file)
            .stderr(Stdio::null())
            .output()
            .expect("psql");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stop = self
            .unprivileged("pg_ctl")
            .args(["-m", "immediate", "-D"])
            .arg(self.folder.join("data"))
            .arg("stop")
            .output();
        drop(stop);
        drop(fs::remove_dir_all(Path::new(&self.folder)));
    }
}

fn succeed(command: &mut Command) {
    let output = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program");
    assert!(output.success(), "{command:?}");
}
