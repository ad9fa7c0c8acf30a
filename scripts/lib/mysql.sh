# shellcheck shell=bash
# A MySQL server of its own, extracted beside the tools. Debian has one in its unstable release alone, built
# against newer libraries than this machine's, so they come with it and nothing of it is installed.

# Where it comes from, and the packages that a server does not need to run.
mysql_suite=sid
mysql_source=http://deb.debian.org/debian
mysql_keyring=/usr/share/keyrings/debian-archive-keyring.gpg
mysql_left_out='^(perl|libperl|libgdbm|libdb5|libsasl2-modules|libc-gconv|gcc-|openssl-provider)'

# require_mysql_server VARIABLE: sets VARIABLE to a program that takes the arguments of `mysqld`; to nothing,
# with a line that says so, where the release cannot be reached.
require_mysql_server() {
  local -n program=$1
  local folder=$tools_dir/mysql-server-$mysql_suite
  # shellcheck disable=SC2034 # the caller's variable
  program=
  if [[ ! -e $folder/.complete ]]; then
    if ! has apt-get || ! has dpkg-deb || [[ ! -e $mysql_keyring ]] ||
      ! step 'download MySQL' install_mysql_server "$folder"; then
      echo "note: MySQL's server could not be had; what is for MySQL is tested on MariaDB alone" >&2
      return
    fi
  fi
  # shellcheck disable=SC2034 # the caller's variable
  program=$folder/mysqld
}

install_mysql_server() {
  local folder=$1 apt=$1/apt package
  rm -rf "$folder"
  mkdir -p "$apt"/state/lists/partial "$apt"/cache/archives/partial "$apt"/etc "$folder"/packages
  touch "$apt/state/status"
  echo "deb [signed-by=$mysql_keyring] $mysql_source $mysql_suite main" >"$apt/etc/sources.list"
  # The machine's own lists and state are neither read nor written.
  local options=(-o "Dir::State=$apt/state" -o "Dir::State::status=$apt/state/status"
    -o "Dir::Cache=$apt/cache" -o "Dir::Etc=$apt/etc" -o "Dir::Etc::sourcelist=$apt/etc/sources.list"
    -o Dir::Etc::sourceparts=- -o Dir::Etc::trustedparts=/etc/apt/trusted.gpg.d -o Acquire::Languages=none
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
    -o APT::Install-Recommends=false)
  timeout 300 apt-get "${options[@]}" update || return
  local wanted=()
  mapfile -t wanted < <(apt-get "${options[@]}" --simulate install mysql-server-core |
    awk '$1 == "Inst" || $1 == "Conf" { print $2 }' | sort -u | grep -vE "$mysql_left_out")
  [[ ${#wanted[@]} -gt 0 ]] || return 1
  # By apt itself, which holds each package to the signed list.
  (cd "$folder/packages" && timeout 900 apt-get "${options[@]}" download "${wanted[@]}") || return
  for package in "$folder"/packages/*.deb; do
    dpkg-deb --extract "$package" "$folder" || return
  done
  (cd "$folder" && rm -rf packages apt etc usr/bin usr/lib/mysql usr/share/{doc,man,locale,perl*}) &&
    write_mysql_program "$folder" && "$folder/mysqld" --no-defaults --version && touch "$folder/.complete"
}

# write_mysql_program FOLDER: the server by its own loader and libraries.
write_mysql_program() {
  local loader libraries
  loader=$(find "$1/usr/lib" -name 'ld-linux*.so.*' -type f | head -n 1)
  libraries=$(dirname "$loader")
  [[ -n $loader ]] || return 1
  cat >"$1/mysqld" <<EOF
#!/bin/sh
exec '$loader' --library-path '$libraries' '$1/usr/sbin/mysqld' "\$@" --lc-messages-dir='$1/usr/share/mysql'
EOF
  chmod +x "$1/mysqld"
}
