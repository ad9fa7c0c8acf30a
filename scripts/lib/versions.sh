# shellcheck shell=bash
# The versions of everything that the scripts install. Those of npm packages stand in the
# package-lock.json files.

# The crate and the command line tool must be of one version; Cargo.toml pins the crate.
wasm_bindgen_version=0.2.129
worker_build_version=0.8.7
cargo_deny_version=0.20.2
node_least_major=20
