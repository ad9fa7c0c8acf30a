//! A private `MariaDB`, by its own programs.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::Duration,
};

use tempfile::TempDir;

/// How often it is looked for: for a minute.
const MAX_POLLS: u32 = 600;
const POLL: Duration = Duration::from_millis(100);

/// A server in a folder of its own, reached over a socket alone.
pub(super) struct Server {
    folder: TempDir,
    child: Child,
}

fn program(name: &str) -> Option<PathBuf> {
    ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin"]
        .iter()
        .map(|folder| Path::new(folder).join(name))
        .find(|file| file.exists())
}

impl Server {
    /// Starts one; `None` where it is not installed.
    pub(super) fn start() -> Option<Self> {
        let (install, server) = (program("mariadb-install-db")?, program("mariadbd")?);
        let folder = TempDir::new().unwrap();
        let user = Command::new("id").arg("-un").output().unwrap();
        let user = format!("--user={}", String::from_utf8_lossy(&user.stdout).trim());
        let data = format!("--datadir={}", folder.path().join("data").display());
        let made = Command::new(install)
            .args(["--no-defaults", &user, &data, "--skip-test-db"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let child = Command::new(server)
            .args([
                "--no-defaults",
                &user,
                &data,
                "--skip-networking",
                "--skip-grant-tables",
            ])
            .arg(format!(
                "--socket={}",
                folder.path().join("socket").display()
            ))
            .arg(format!(
                "--pid-file={}",
                folder.path().join("pid").display()
            ))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let server = Self { folder, child };
        let mut polls = 0;
        while !server.run("SELECT 1;").status.success() {
            let log = || fs::read_to_string(server.folder.path().join("log"));
            assert!(polls < MAX_POLLS, "{:?}", log());
            polls += 1;
            sleep(POLL);
        }
        Some(server)
    }

    /// Runs a script by the command-line client.
    pub(super) fn run(&self, script: &str) -> Output {
        let mut child = Command::new("mariadb")
            .args(["--no-defaults", "--batch", "--skip-column-names"])
            .arg("--default-character-set=utf8mb4")
            .arg(format!(
                "--socket={}",
                self.folder.path().join("socket").display()
            ))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A client that finds no server is gone already.
        drop(child.stdin.take().unwrap().write_all(script.as_bytes()));
        child.wait_with_output().unwrap()
    }

    /// The rows of a query in a mode of the server, sorted, or the server's error.
    pub(super) fn rows(&self, sql_mode: &str, sql: &str) -> Result<Vec<String>, String> {
        let sql = sql.trim_end().trim_end_matches(';');
        let output = self.run(&format!(
            "SET sql_mode = '{sql_mode}';\nUSE shop;\n{sql}\n;\n"
        ));
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
        rows.sort();
        Ok(rows)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
