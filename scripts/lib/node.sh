# shellcheck shell=bash
# Node.js and what npm installs, each folder by its package-lock.json.

require_node() {
  local major
  if ! has node || ! has npm; then
    fail "Node.js $node_least_major or later, with npm, is needed: see https://nodejs.org"
  fi
  major=$(node --print 'process.versions.node.split(".")[0]')
  [[ $major -ge $node_least_major ]] ||
    fail "Node.js $node_least_major or later is needed; this is $(node --version)"
}

# require_npm FOLDER: the packages of a folder, installed anew only when its lockfile changed.
require_npm() {
  local folder=$1 stamp=$root/$1/node_modules/.plainquery-lock wanted
  wanted=$(hash_of "$root/$folder/package-lock.json")
  [[ $(cat "$stamp" 2>/dev/null) = "$wanted" ]] && return
  step "npm ci in $folder" npm --prefix "$root/$folder" ci --no-audit --no-fund --loglevel=error ||
    fail "the npm packages of $folder could not be installed"
  printf %s "$wanted" >"$stamp"
}
