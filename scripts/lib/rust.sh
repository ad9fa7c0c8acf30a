# shellcheck shell=bash
# Rust: the toolchain that rust-toolchain.toml names, and a standard library for wasm.

wasm_target=wasm32-unknown-unknown

require_rust() {
  if ! has rustup || ! has cargo; then
    fail 'rustup and cargo are needed: see https://rustup.rs, then open a new shell'
  fi
  if ! (cd "$root" && rustc --version) >/dev/null 2>&1; then
    local channel
    channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' "$root/rust-toolchain.toml")
    step "install Rust $channel" \
      rustup toolchain install "$channel" --profile minimal --component rustfmt,clippy ||
      fail "Rust $channel is needed: run 'rustup toolchain install $channel'"
  fi
}

has_wasm_std() {
  local folder
  folder=$(cd "$root" && rustc --print target-libdir --target "$wasm_target" 2>/dev/null) &&
    compgen -G "$folder/libstd-*.rlib" >/dev/null
}

# Makes wasm builds possible and sets wasm_toolchain: empty for the usual toolchain, or the name
# of the fallback's. PLAINQUERY_WASM_FALLBACK=1 takes the fallback at once.
require_wasm_target() {
  wasm_toolchain=
  if [[ -z ${PLAINQUERY_WASM_FALLBACK:-} ]]; then
    has_wasm_std && return
    step "rustup target add $wasm_target" add_wasm_target && return
    printf '%10sThe usual way failed; building the library from Debian'"'"'s sources instead.\n' '' >&2
  fi
  # shellcheck source=wasm-fallback.sh
  . "$root/scripts/lib/wasm-fallback.sh"
  require_wasm_fallback
}

add_wasm_target() { (cd "$root" && timeout 180 rustup target add "$wasm_target"); }

# cargo_wasm ARGUMENTS...: cargo with the toolchain that can build for wasm.
cargo_wasm() { in_wasm_toolchain cargo "$@"; }

# in_wasm_toolchain COMMAND...: runs a command whose cargo is to build for wasm.
in_wasm_toolchain() {
  if [[ -n ${wasm_toolchain:-} ]]; then
    # Another compiler: a folder of its own, or each would discard what the other has built.
    RUSTUP_TOOLCHAIN=$wasm_toolchain CARGO_TARGET_DIR=$root/target/$wasm_toolchain "$@"
  else
    "$@"
  fi
}
