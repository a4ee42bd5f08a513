#!/usr/bin/env bash
# The real neighbours that tests run against: PostgreSQL and Java from Debian, Kafka from Maven Central, the S3 server from
# the Go proxy. Installs what is missing when it may (root, apt-get), otherwise says what to install; one part that fails
# does not hold back the others. Each step tells its time. No service is started or left behind: Debian's package would
# make a cluster and run it, which is held back here.
#   tools/real-parts.sh [pg] [kafka] [s3] [promtool]     all four when none is named
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
export DEBIAN_FRONTEND=noninteractive

wanted=" ${*:-pg kafka s3 promtool} "
status=0
say() { echo "real parts: $*" >&2; }

# Runs one step unless its part is not wanted, and tells how long it took.
step() {
  local part=$1 what=$2 begun=$SECONDS
  shift 2
  [[ "$wanted" == *" $part "* ]] || return 0
  if "$@"; then say "$what ($((SECONDS - begun)) s)"; else
    say "$part FAILED ($((SECONDS - begun)) s)"
    status=1
  fi
}

install() {
  command -v apt-get >/dev/null || { say "this machine has no apt-get; install $* by hand" && return 1; }
  ((EUID == 0)) || { say "only root installs packages: sudo apt-get install $*" && return 1; }
  local log get=(timeout 600 apt-get -o Acquire::Retries=2 -o Acquire::http::Timeout=30 install --yes --no-install-recommends)
  log=$(mktemp)
  # A fresh image has no package lists, an old one stale ones.
  if "${get[@]}" "$@" >"$log" 2>&1 || { timeout 180 apt-get update >>"$log" 2>&1 && "${get[@]}" "$@" >>"$log" 2>&1; }; then
    rm -f "$log"
  else
    tail -n 15 "$log" >&2
    say "apt-get install $* failed; its last words are above, all of them in $log"
    return 1
  fi
}

# The programs alone: postgresql-common reads every file of this folder before it makes a first cluster.
postgresql() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  command -v initdb >/dev/null && return
  local held=/etc/postgresql-common/createcluster.d/safelight.conf installed=0
  install postgresql-common || return
  mkdir -p "${held%/*}" && echo 'create_main_cluster = false' >"$held" || return
  install postgresql || installed=1
  rm -f "$held"
  return "$installed"
}

java17() {
  command -v java >/dev/null || [[ -x "${JAVA_HOME:-}/bin/java" ]] || install openjdk-17-jre-headless
}

# Out of Debian's package, which would run a server when it is installed.
promtool_program() {
  type -P promtool >/dev/null && return
  ((EUID == 0)) || { say "only root may put promtool into /usr/local/bin; it is in Debian's package prometheus" && return 1; }
  local folder
  folder=$(mktemp -d)
  chmod 755 "$folder"
  (
    cd "$folder" || exit
    timeout 300 apt-get -o Acquire::Retries=2 download prometheus >&2 ||
      { timeout 180 apt-get update >&2 && timeout 300 apt-get download prometheus >&2; }
  ) && dpkg-deb -x "$folder"/prometheus_*.deb "$folder/parts" &&
    cp "$folder/parts/usr/bin/promtool" /usr/local/bin/promtool
  local code=$?
  rm -rf "$folder"
  return "$code"
}

fetch() {
  npm run --silent testbed -- fetch "$1" >&2
}

step pg 'PostgreSQL is here; no cluster was made and no service started' postgresql
step kafka 'Java is here' java17
step kafka 'Kafka is here' fetch kafka
step s3 'the S3 server is here' fetch s3
step promtool 'promtool is here' promtool_program
exit "$status"
