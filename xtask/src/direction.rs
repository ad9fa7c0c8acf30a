//! The direction of dependencies: pure crates ← handlers ← adapters and native programs.

use std::fmt;

/// A crate of the workspace, with what it names in its manifest.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its folder from the workspace's root, such as `shared/sql`.
    pub folder: String,
    /// Everything that its manifest names.
    pub dependencies: Vec<Dependency>,
}

/// A dependency as the manifest names it.
#[derive(Clone, Debug)]
pub struct Dependency {
    /// The package's name.
    pub package: String,
    /// Its folder from the workspace's root, for a crate of the workspace.
    pub folder: Option<String>,
    /// Whether only tests use it.
    pub is_for_tests: bool,
}

/// A dependency that may not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    folder: String,
    package: String,
    rule: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            folder,
            package,
            rule,
        } = self;
        write!(formatter, "{folder} depends on {package}, but {rule}")
    }
}

/// Where a crate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    /// `shared/core`: types and ports.
    Core,
    /// The other crates of `shared/`.
    Shared,
    /// `shared/testkit`: doubles of the ports.
    Testkit,
    /// `functions/*`: handlers over ports.
    Handler,
    /// `functions/workers`, `functions/spin`: the ports on a platform.
    Adapter,
    /// Libraries of the programs that run outside WASM.
    NativeLibrary,
    /// Programs that run outside WASM.
    Native,
    /// `tests-live/*`: tests and benchmarks that run on a platform and never ship.
    LiveTest,
}

const ADAPTERS: [&str; 2] = ["functions/workers", "functions/spin"];

impl Layer {
    fn of(folder: &str) -> Self {
        match folder {
            "shared/core" => Self::Core,
            "shared/testkit" => Self::Testkit,
            _ if ADAPTERS.contains(&folder) => Self::Adapter,
            _ if folder.starts_with("shared/") => Self::Shared,
            _ if folder.starts_with("functions/") => Self::Handler,
            _ if folder.starts_with("tests-live/") => Self::LiveTest,
            _ if folder.starts_with("native/") => Self::NativeLibrary,
            _ => Self::Native,
        }
    }

    /// Why this layer may not ship with a crate of the `other` layer inside, if so.
    fn forbids(self, other: Self) -> Option<&'static str> {
        match (self, other) {
            (_, Self::LiveTest) => Some("nothing depends on live tests"),
            (Self::LiveTest, _) | (Self::Native | Self::NativeLibrary, Self::NativeLibrary) => None,
            (_, Self::Testkit) => Some("the test kit is for tests only"),
            (Self::Core, _) => Some("core depends on no crate of the workspace"),
            (_, Self::Core) => None,
            (Self::Testkit, _) => Some("the test kit depends on core only"),
            (_, Self::NativeLibrary) => Some("native libraries are for native programs only"),
            (_, Self::Adapter | Self::Native) => Some("nothing depends on an adapter or a program"),
            (Self::Shared, Self::Handler) => Some("shared crates know no function"),
            _ => None,
        }
    }
}

/// Crates that belong to one kind of host.
struct HostCrates {
    packages: &'static [&'static str],
    /// Whether a folder is where they belong.
    is_home: fn(&str) -> bool,
    rule: &'static str,
}

const HOST_CRATES: [HostCrates; 4] = [
    HostCrates {
        packages: &[
            "worker",
            "wasm-bindgen",
            "wasm-bindgen-futures",
            "js-sys",
            "web-sys",
        ],
        is_home: |folder| {
            folder == "functions/workers" || matches!(Layer::of(folder), Layer::LiveTest)
        },
        rule: "the Workers runtime is known to functions/workers only",
    },
    HostCrates {
        packages: &["spin-sdk", "wit-bindgen", "wasi"],
        is_home: |folder| folder == "functions/spin",
        rule: "the Spin runtime is known to functions/spin only",
    },
    HostCrates {
        packages: &[
            "axum",
            "hyper",
            "polars",
            "postgres",
            "reqwest",
            "rusqlite",
            "rustls",
            "tokio",
            "tokio-rustls",
            "ureq",
        ],
        is_home: |folder| matches!(Layer::of(folder), Layer::Native | Layer::NativeLibrary),
        rule: "files, sockets and async runtimes are for native programs only",
    },
    HostCrates {
        packages: &["tokio-postgres"],
        is_home: |folder| {
            folder == "functions/workers"
                || matches!(
                    Layer::of(folder),
                    Layer::Native | Layer::NativeLibrary | Layer::LiveTest
                )
        },
        rule: "Postgres's own protocol is for hosts that have sockets",
    },
];

/// Crates of a host that any crate's tests may use: a real database inside the test's own process.
const FOR_TESTS: [&str; 1] = ["rusqlite"];

/// Crates that read the clock, ask the system for randomness or print, which pure crates leave to
/// ports.
const IMPURE: [&str; 5] = ["getrandom", "rand", "time", "chrono", "env_logger"];

/// Everything that points in the wrong direction.
pub fn violations(members: &[Member]) -> Vec<Violation> {
    members
        .iter()
        .flat_map(|member| {
            member.dependencies.iter().filter_map(|dependency| {
                first_violation(member, dependency).map(|rule| Violation {
                    folder: member.folder.clone(),
                    package: dependency.package.clone(),
                    rule,
                })
            })
        })
        .collect()
}

fn first_violation(member: &Member, dependency: &Dependency) -> Option<&'static str> {
    let layer = Layer::of(&member.folder);
    if let Some(folder) = &dependency.folder {
        let other = Layer::of(folder);
        // Tests may use the test kit, and nothing else that their crate could not ship with.
        return match (dependency.is_for_tests, other) {
            (true, Layer::Testkit) => None,
            _ => layer.forbids(other),
        };
    }
    let package = dependency.package.as_str();
    if dependency.is_for_tests && FOR_TESTS.contains(&package) {
        return None;
    }
    let of_another_host = HOST_CRATES
        .iter()
        .find(|crates| crates.packages.contains(&package) && !(crates.is_home)(&member.folder));
    if let Some(HostCrates { rule, .. }) = of_another_host {
        return Some(rule);
    }
    let is_pure = matches!(layer, Layer::Core | Layer::Shared | Layer::Handler);
    (is_pure && !dependency.is_for_tests && IMPURE.contains(&package))
        .then_some("clock and randomness come through ports")
}

#[cfg(test)]
mod tests {
    use super::{Dependency, Member, violations};

    fn check(folder: &str, package: &str, in_workspace: bool, is_for_tests: bool) -> bool {
        let member = Member {
            folder: folder.to_owned(),
            dependencies: vec![Dependency {
                package: package.to_owned(),
                folder: in_workspace.then(|| package.to_owned()),
                is_for_tests,
            }],
        };
        violations(&[member]).is_empty()
    }

    fn ships_with(folder: &str, other: &str) -> bool {
        check(folder, other, true, false)
    }

    #[test]
    fn the_workspace_points_one_way() {
        assert!(ships_with("shared/sql", "shared/core"));
        assert!(ships_with("shared/engine", "shared/sql"));
        assert!(ships_with("functions/ask", "shared/sql"));
        assert!(ships_with("functions/http", "functions/ask"));
        assert!(ships_with("functions/workers", "functions/http"));
        assert!(ships_with("native", "functions/ask"));

        assert!(!ships_with("shared/core", "shared/sql"));
        assert!(!ships_with("shared/sql", "functions/ask"));
        assert!(!ships_with("functions/ask", "functions/workers"));
        assert!(!ships_with("functions/workers", "native"));
        assert!(!ships_with("eval-harness", "native"));
        assert!(ships_with("eval-harness", "native/databases"));
        assert!(ships_with("native/databases", "shared/connect"));
        assert!(!ships_with("native/databases", "native"));
        assert!(!ships_with("functions/ask", "native/databases"));
    }

    #[test]
    fn the_test_kit_does_not_ship() {
        assert!(check("functions/ask", "shared/testkit", true, true));
        assert!(!check("functions/ask", "shared/testkit", true, false));
        assert!(!check("shared/sql", "functions/ask", true, true));
        assert!(!check("shared/testkit", "shared/sql", true, false));
    }

    #[test]
    fn a_host_s_crates_stay_in_its_adapter() {
        assert!(check("functions/workers", "worker", false, false));
        assert!(!check("functions/ask", "worker", false, false));
        assert!(!check("native", "web-sys", false, false));
        assert!(check("native", "tokio", false, false));
        assert!(check("native/databases", "tokio", false, false));
        assert!(!check("shared/connect", "tokio", false, true));
        assert!(check("shared/sql", "rusqlite", false, true));
        assert!(!check("shared/sql", "rusqlite", false, false));
        assert!(!check("functions/workers", "reqwest", false, false));
        assert!(!check("functions/workers", "spin-sdk", false, false));
        assert!(check("functions/spin", "spin-sdk", false, false));
        assert!(!check("functions/spin", "worker", false, false));
    }

    #[test]
    fn live_tests_see_everything_and_nothing_sees_them() {
        assert!(ships_with("tests-live/bench", "shared/testkit"));
        assert!(check("tests-live/bench", "wasm-bindgen", false, false));
        assert!(!ships_with("functions/workers", "tests-live/bench"));
    }

    #[test]
    fn pure_crates_read_no_clock() {
        assert!(check("shared/engine", "jiff", false, false));
        assert!(!check("shared/engine", "chrono", false, false));
        assert!(check("shared/engine", "rand", false, true));
        assert!(check("native", "getrandom", false, false));
    }
}
