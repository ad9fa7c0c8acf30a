# shellcheck shell=bash
# Debian packages, installed where that is possible without asking.

# require_packages PURPOSE PACKAGE...: installs those that are missing.
require_packages() {
  local purpose=$1 package missing=()
  shift
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == *' installed' ]] || missing+=("$package")
  done
  [[ ${#missing[@]} = 0 ]] && return
  local as_root=()
  if [[ $(id -u) != 0 ]]; then
    sudo -n true 2>/dev/null ||
      fail "$purpose is needed: run 'sudo apt-get install ${missing[*]}'"
    as_root=(sudo -n)
  fi
  has apt-get || fail "$purpose is needed; on Debian it is in: ${missing[*]}"
  step "apt-get install ${missing[*]}" install_packages "${missing[@]}" ||
    fail "$purpose is needed: 'apt-get install ${missing[*]}' failed"
}

install_packages() {
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@"
}
