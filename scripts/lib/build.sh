# shellcheck shell=bash
# Builds what runs, where its sources changed.

native_dir=$root/target/native

build_native() {
  # Without the harness's reports for data tools, which take longer to build than everything else.
  (cd "$root" && step 'build the gateway and the harness' \
    cargo build --profile native -p plainquery -p plainquery-eval --no-default-features) ||
    fail 'the native programs could not be built'
}

# The Worker's bundle is made anew only when something that goes into it changed: even without a
# change worker-build takes some seconds.
build_worker() {
  local stamp=$root/functions/workers/build/.plainquery-sources wanted
  wanted=$(worker_sources_hash)
  [[ $(cat "$stamp" 2>/dev/null) = "$wanted" ]] && return
  step 'build the Worker' "$root/scripts/build-worker" || fail 'the Worker could not be built'
  printf %s "$wanted" >"$stamp"
}

worker_sources_hash() {
  (
    cd "$root" || exit
    {
      find functions shared web \
        \( -name node_modules -o -path functions/workers/build -o -path web/test \) -prune -o \
        -type f -print
      printf '%s\n' Cargo.toml Cargo.lock rust-toolchain.toml package-lock.json \
        scripts/build-worker scripts/lib/versions.sh scripts/lib/strip-names.mjs
    } | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum | cut -d' ' -f1
  )
}
