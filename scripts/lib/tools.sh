# shellcheck shell=bash
# Command line tools that cargo builds: pinned, in one folder for each version, made once.

# require_tool CRATE VERSION BINARY VARIABLE: sets VARIABLE to the path of the binary: the one on the
# PATH where it is of the very version, else one that is built into the tools folder.
require_tool() {
  local crate=$1 version=$2 binary=$3
  local -n found=$4
  local folder=$tools_dir/$crate-$version
  if [[ -x $folder/bin/$binary ]]; then
    found=$folder/bin/$binary
    return
  fi
  if has "$binary" && [[ " $("$binary" --version 2>/dev/null) " == *" $version "* ]]; then
    found=$(command -v "$binary")
    return
  fi
  step "cargo install $crate $version" install_tool "$crate" "$version" "$folder" ||
    fail "$crate $version could not be built"
  # shellcheck disable=SC2034 # the caller's variable
  found=$folder/bin/$binary
}

install_tool() {
  # A build folder of its own, so that neither this project's nor another's settings leak in.
  (cd "$root" && env -u CARGO_TARGET_DIR -u RUSTFLAGS \
    cargo install "$1" --version "$2" --locked --root "$3")
}
