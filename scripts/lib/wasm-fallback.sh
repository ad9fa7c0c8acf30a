# shellcheck shell=bash
# For machines where rustup's host is out of reach: Debian ships a compiler and the sources of the
# standard library. The library is built from them once, into a sysroot that rustup then knows as
# the toolchain "plainquery-wasm".

require_wasm_fallback() {
  wasm_toolchain=plainquery-wasm
  local sysroot=$tools_dir/wasm-sysroot
  require_packages 'a compiler for wasm' rustc-web cargo-web rust-web-src lld-19
  local version
  version=$(/usr/bin/rustc --version)
  if [[ $(cat "$sysroot/.version" 2>/dev/null) != "$version" ]]; then
    step "build the wasm standard library of $version" build_wasm_sysroot "$sysroot" "$version" ||
      fail "no standard library for $wasm_target: run 'rustup target add $wasm_target' by hand"
  fi
  if [[ $(rustc "+$wasm_toolchain" --print sysroot 2>/dev/null) != "$sysroot" ]]; then
    rustup toolchain link "$wasm_toolchain" "$sysroot"
  fi
}

build_wasm_sysroot() {
  local sysroot=$1 version=$2 host libraries build
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  libraries=$sysroot/lib/rustlib
  rm -rf "$sysroot"
  mkdir -p "$sysroot/bin" "$libraries/$host/bin" "$libraries/$wasm_target/lib"
  ln -s "/usr/lib/rustlib/$host/lib" "$libraries/$host/lib"
  ln -s /usr/lib/rustlib/src "$libraries/src"
  # Where rustc looks for its linker for wasm.
  ln -s /usr/bin/lld-19 "$libraries/$host/bin/rust-lld"
  ln -s /usr/bin/cargo "$sysroot/bin/cargo"
  printf '#!/bin/sh\nexec /usr/bin/rustc --sysroot "%s" "$@"\n' "$sysroot" >"$sysroot/bin/rustc"
  chmod +x "$sysroot/bin/rustc"

  build=$(mktemp -d)
  mkdir "$build/src"
  : >"$build/src/lib.rs"
  cat >"$build/Cargo.toml" <<-'TOML'
	[package]
	name = "standard-library"
	edition = "2024"
	[profile.release]
	panic = "abort"
	opt-level = "s"
	codegen-units = 1
	TOML
  (
    cd "$build" &&
      env -u RUSTUP_TOOLCHAIN -u CARGO_TARGET_DIR -u CARGO_ENCODED_RUSTFLAGS \
        RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
        /usr/bin/cargo build --release -Zbuild-std=std,panic_abort --target "$wasm_target"
  ) || return 1
  find "$build/target/$wasm_target/release/deps" -name 'lib*.rlib' \
    ! -name 'libstandard_library-*' -exec cp -t "$libraries/$wasm_target/lib" {} +
  rm -rf "$build"
  printf %s "$version" >"$sysroot/.version"
}
