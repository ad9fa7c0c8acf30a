# shellcheck shell=bash
# What every script needs: where things are, how progress is shown, how failures are.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Tools that are built once and shared by every clone on this machine.
tools_dir=${PLAINQUERY_TOOLS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/plainquery/tools}
log_dir=$root/target/script-logs
mkdir -p "$log_dir"

# shellcheck source=versions.sh
. "$root/scripts/lib/versions.sh"

# fail WHAT...: ends the script with one clear line.
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# step LABEL COMMAND...: runs a command that may take long. Shows the label and the seconds;
# the output goes to a log, whose end is shown when the command fails.
step() {
  local label=$1 start=$SECONDS status=0 ticker=
  local log=$log_dir/${label//[^A-Za-z0-9.-]/-}.log
  shift
  if [[ -t 2 ]]; then
    printf '%6s    %s' '' "$label" >&2
    (while sleep 1; do printf '\r%4d s    %s' $((SECONDS - start)) "$label" >&2; done) &
    ticker=$!
  else
    printf '          %s …\n' "$label" >&2
  fi
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [[ -n $ticker ]]; then
    kill "$ticker" 2>/dev/null
    wait "$ticker" 2>/dev/null || true
    printf '\r' >&2
  fi
  printf '%4d s    %s%s\n' $((SECONDS - start)) "$label" "$([[ $status = 0 ]] || echo ': FAILED')" >&2
  if [[ $status != 0 ]]; then
    printf -- '--- the end of %s\n' "$log" >&2
    tail -n 40 "$log" >&2
    printf -- '---\n' >&2
  fi
  return "$status"
}

# has COMMAND: whether it is on the PATH.
has() { command -v "$1" >/dev/null 2>&1; }

# hash_of FILE...: one hash over the contents.
hash_of() { cat "$@" | sha256sum | cut -d' ' -f1; }
