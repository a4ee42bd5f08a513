#!/usr/bin/env bash
# The real neighbours that tests run against: PostgreSQL and Java from Debian, Kafka from Maven Central, the S3 server from
# the Go proxy. Installs what is missing when it may (root, apt-get); otherwise says what to install. Each step tells its
# time. No service is started or left behind: Debian's package would make a cluster and run it, which is held back here.
#   tools/real-parts.sh [pg] [kafka] [s3]     all three when none is named
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DEBIAN_FRONTEND=noninteractive

wanted=" ${*:-pg kafka s3} "
wants() { [[ "$wanted" == *" $1 "* ]]; }
say() { echo "real parts: $*" >&2; }
stop() {
  say "$*"
  exit 1
}

# Runs one step and tells how long it took.
timed() {
  local what=$1 begun=$SECONDS
  shift
  "$@"
  say "$what ($((SECONDS - begun)) s)"
}

install() {
  command -v apt-get >/dev/null || stop "this machine has no apt-get; install $* by hand and run again"
  ((EUID == 0)) || stop "only root installs packages: sudo apt-get install $*"
  local log
  log=$(mktemp)
  local get=(apt-get -o Acquire::Retries=2 -o Acquire::http::Timeout=30 install --yes --no-install-recommends)
  # A fresh image has no package lists.
  if ! timeout 600 "${get[@]}" "$@" >"$log" 2>&1 &&
    ! { timeout 180 apt-get update >>"$log" 2>&1 && timeout 600 "${get[@]}" "$@" >>"$log" 2>&1; }; then
    tail -n 15 "$log" >&2
    stop "apt-get install $* failed; its last words are above"
  fi
  rm -f "$log"
}

# The programs alone. postgresql-common reads every file of this folder before it makes its first cluster.
postgresql() {
  local held=/etc/postgresql-common/createcluster.d/safelight.conf
  install postgresql-common
  mkdir -p "${held%/*}"
  echo 'create_main_cluster = false' >"$held"
  install postgresql
  rm -f "$held"
}

has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }

if wants pg && ! has_postgresql; then timed 'PostgreSQL installed, no cluster made, no service started' postgresql; fi
if wants kafka && ! command -v java >/dev/null && [[ ! -x "${JAVA_HOME:-}/bin/java" ]]; then
  timed 'Java installed' install openjdk-17-jre-headless
fi
if wants s3 && ! command -v go >/dev/null; then
  stop 'the S3 server is built with Go ≥ 1.25, and there is no go on PATH; install it from your system or https://go.dev'
fi
fetched=()
for part in kafka s3; do
  if wants "$part"; then fetched+=("$part"); fi
done
if ((${#fetched[@]} > 0)); then timed "${fetched[*]} fetched" npm run --silent testbed -- fetch "${fetched[@]}"; fi
