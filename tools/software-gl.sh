#!/usr/bin/env bash
# Debian's software OpenGL, on which the tests run WGSL where there is no graphics adapter. Installs what is missing
# when it may (root, apt-get); otherwise says what to install. Never fails: without it those tests skip and say so.
set -euo pipefail

packages=(libegl1 libgles2 libegl-mesa0 libgl1-mesa-dri)
missing=()
for package in "${packages[@]}"; do
  [[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" == installed ]] || missing+=("$package")
done
((${#missing[@]} == 0)) && exit 0

skip() {
  echo "SKIPPED: WGSL is not tested here: $1. Install ${missing[*]} and run again." >&2
  exit 0
}

command -v apt-get >/dev/null || skip "this machine has no apt-get"
((EUID == 0)) || skip "only root installs packages"
install=(timeout 300 apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=20 install --yes --no-install-recommends)
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "safelight: installing ${missing[*]} …" >&2
"${install[@]}" "${missing[@]}" >"$log" 2>&1 && exit 0
# A fresh image has no package lists.
timeout 120 apt-get update >>"$log" 2>&1 && "${install[@]}" "${missing[@]}" >>"$log" 2>&1 && exit 0
skip "apt-get failed ($(tail -n 1 "$log"))"
