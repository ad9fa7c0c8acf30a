//! Holds the documents to the code: what they name must exist.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const DOCUMENTS: [&str; 9] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/ARCHITECTURE.md",
    "docs/DEPLOY.md",
    "docs/EVALUATION.md",
    "docs/HOSTS.md",
    "docs/PERFORMANCE.md",
    "docs/SECURITY.md",
];

/// The lines inside fenced blocks of shell commands.
fn shell_lines(markdown: &str) -> Vec<&str> {
    let mut is_shell = false;
    let mut is_fenced = false;
    markdown
        .lines()
        .filter(|line| {
            if let Some(language) = line.trim_start().strip_prefix("```") {
                is_shell = !is_fenced && ["sh", "bash"].contains(&language);
                is_fenced = !is_fenced;
                return false;
            }
            is_shell
        })
        .collect()
}

/// Every part of the text that starts with `prefix` and goes on as `is_part` says.
fn occurrences<'a>(text: &'a str, prefix: &str, is_part: fn(char) -> bool) -> BTreeSet<&'a str> {
    text.match_indices(prefix)
        .map(|(at, _)| {
            let rest = &text[at..];
            let end = rest
                .find(|found: char| !is_part(found))
                .unwrap_or(rest.len());
            rest[..end].trim_end_matches(['.', '/'])
        })
        .collect()
}

#[test]
fn scripts_that_are_named_exist() {
    for document in DOCUMENTS {
        let text = read(document);
        let is_part = |it: char| it.is_ascii_alphanumeric() || "/-_.".contains(it);
        for script in occurrences(&text, "scripts/", is_part) {
            assert!(
                root().join(script).exists(),
                "{document} names {script}, which does not exist"
            );
        }
    }
}

#[test]
fn options_that_are_shown_are_known() {
    for document in DOCUMENTS {
        let text = read(document);
        for line in shell_lines(&text) {
            let line = line.split(" #").next().unwrap_or_default();
            let Some(script) = ["scripts/demo", "scripts/test", "scripts/setup"]
                .into_iter()
                .find(|script| line.contains(script))
            else {
                continue;
            };
            let source = read(script);
            // What stands behind -- belongs to another program.
            let own = line.split(" -- ").next().unwrap_or_default();
            let arguments = own
                .split_once(script)
                .map_or("", |(_, arguments)| arguments);
            for word in arguments.split_whitespace() {
                assert!(
                    word.chars().all(|it| it.is_ascii_digit()) || source.contains(word),
                    "{document}: {script} does not know {word}"
                );
            }
        }
    }
}

#[test]
fn routes_that_are_named_exist() {
    let routes = read("functions/http/src/route.rs");
    for document in DOCUMENTS {
        let text = read(document);
        for route in occurrences(&text, "/v1/", |it| it.is_ascii_alphanumeric() || it == '/') {
            assert!(
                routes.contains(&format!("\"{route}\"")),
                "{document} names {route}, which is no route"
            );
        }
    }
}

#[test]
fn every_setting_that_is_named_is_read() {
    let mut sources = String::new();
    for folder in [
        "functions",
        "native",
        "scripts",
        "shared",
        "eval-harness/src",
    ] {
        collect_sources(&root().join(folder), &mut sources);
    }
    sources.push_str(&read("action.yml"));
    for document in DOCUMENTS.into_iter().chain(["wrangler.toml"]) {
        let text = read(document);
        let is_part = |it: char| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_';
        for setting in occurrences(&text, "PLAINQUERY_", is_part) {
            assert!(
                setting == "PLAINQUERY_" || sources.contains(setting),
                "{document} names {setting}, which nothing reads"
            );
        }
    }
}

fn collect_sources(folder: &Path, sources: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default();
        if ["build", "node_modules", "target"]
            .iter()
            .any(|skipped| name == *skipped)
        {
            continue;
        }
        if path.is_dir() {
            collect_sources(&path, sources);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            sources.push_str(&text);
        }
    }
}

#[test]
fn the_code_map_names_every_crate() {
    let manifest = read("Cargo.toml");
    let members = manifest
        .split_once("members = [")
        .and_then(|(_, rest)| rest.split_once(']'))
        .map(|(members, _)| members)
        .expect("the workspace lists its members");
    let map = read("docs/ARCHITECTURE.md");
    let mut count = 0;
    for member in members.split('"').skip(1).step_by(2) {
        count += 1;
        assert!(
            map.contains(&format!("`{member}`")),
            "docs/ARCHITECTURE.md says nothing of {member}"
        );
    }
    assert!(count > 10, "only {count} members were read");
}

#[test]
fn links_lead_somewhere() {
    for document in DOCUMENTS {
        let text = read(document);
        let folder = root().join(document);
        let folder = folder.parent().expect("a document lies in a folder");
        for part in text.split("](").skip(1) {
            let target = part.split([')', '#']).next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            assert!(
                folder.join(target).exists(),
                "{document} links to {target}, which does not exist"
            );
        }
    }
}

#[test]
fn the_changelog_knows_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        read("CHANGELOG.md").contains(&format!("## {version}")),
        "CHANGELOG.md has no heading for {version}"
    );
}

/// The command line tool and the crate of wasm-bindgen work together only at one version.
#[test]
fn tools_are_pinned_to_the_versions_of_their_crates() {
    let lock = read("Cargo.lock");
    let pins = read("scripts/lib/versions.sh");
    for (package, variable) in [
        ("wasm-bindgen", "wasm_bindgen_version"),
        ("worker", "worker_build_version"),
    ] {
        let locked = lock
            .split_once(&format!("name = \"{package}\"\nversion = \""))
            .and_then(|(_, rest)| rest.split('"').next())
            .unwrap_or_else(|| panic!("{package} is not in Cargo.lock"));
        assert!(
            pins.contains(&format!("{variable}={locked}\n")),
            "{package} is locked at {locked}; scripts/lib/versions.sh says otherwise"
        );
    }
}
