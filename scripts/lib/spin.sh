# shellcheck shell=bash
# The Spin component, and the host that runs it in tests.

spin_target=wasm32-wasip1
spin_component=$root/target/spin/plainquery.wasm
spin_host_dir=$root/tests-live/spin-host

# Building the component. Spin takes a module for wasm32-wasip1 and makes a component of it itself.
set_up_spin() {
  require_compiler
  require_rust
  require_node
  has_spin_std || step "rustup target add $spin_target" add_spin_target ||
    fail "the standard library for $spin_target is needed: run 'rustup target add $spin_target'"
}

has_spin_std() {
  local folder
  folder=$(cd "$root" && rustc --print target-libdir --target "$spin_target" 2>/dev/null) &&
    compgen -G "$folder/libstd-*.rlib" >/dev/null
}

add_spin_target() { (cd "$root" && timeout 180 rustup target add "$spin_target"); }

# The component is made anew only when something that goes into it changed.
build_spin() {
  local stamp=$spin_component.sources wanted
  wanted=$(spin_sources_hash)
  [[ -f $spin_component && $(cat "$stamp" 2>/dev/null) = "$wanted" ]] && return
  step 'build the Spin component' "$root/scripts/build-spin" ||
    fail 'the Spin component could not be built'
  printf %s "$wanted" >"$stamp"
}

spin_sources_hash() {
  (
    cd "$root" || exit
    {
      find functions shared web \
        \( -name node_modules -o -path functions/workers -o -path web/test \) -prune -o -type f -print
      printf '%s\n' Cargo.toml Cargo.lock rust-toolchain.toml \
        scripts/build-spin scripts/lib/spin.sh scripts/lib/strip-names.mjs
    } | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum | cut -d' ' -f1
  )
}

# require_spin_host VARIABLE: sets VARIABLE to the path of the test host. It holds Wasmtime, so it is
# built once for each state of its sources, into the tools folder that clones share.
require_spin_host() {
  local -n host=$1
  local folder
  folder=$tools_dir/spin-host-$(spin_host_hash)
  host=$folder/plainquery-spin-host
  [[ -x $host ]] && return
  step 'build the host for Spin tests (some 15 minutes, once)' build_spin_host "$folder" ||
    fail 'the host for Spin tests could not be built'
}

spin_host_hash() {
  (
    cd "$spin_host_dir" || exit
    {
      rustc --version
      find Cargo.toml Cargo.lock build.rs src -type f | LC_ALL=C sort | xargs -d '\n' sha256sum
    } | sha256sum | cut -c1-16
  )
}

# Its own build folder, so that the project's settings do not reach it; shared, so that a change of the
# host's own sources does not build Wasmtime again. A host that fails its own tests is not taken.
build_spin_host() {
  local target=$tools_dir/spin-host-target command
  for command in test build; do
    (cd "$spin_host_dir" &&
      env -u RUSTFLAGS cargo "$command" --release --locked --target-dir "$target") || return
  done
  mkdir -p "$1" &&
    cp "$target/release/plainquery-spin-host" "$1/plainquery-spin-host.new" &&
    mv "$1/plainquery-spin-host.new" "$1/plainquery-spin-host"
}
