#!/usr/bin/env bash
# Python programs that tests and benches ask: Triton's own clients, and MLServer to measure against. Each lies in a virtual
# environment of pinned packages outside the tree; nothing of it is part of the product. Needs Python ≥ 3.10 with venv.
#   tools/python-parts.sh [tritonclient] [mlserver]     the clients when none is named
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit
cache="${XDG_CACHE_HOME:-$HOME/.cache}/safelight"
status=0

for part in "${@:-tritonclient}"; do
  list="python/$part.txt" begun=$SECONDS
  [[ -f "$list" ]] || { echo "python parts: there is no $part" >&2 && exit 2; }
  # A changed list is another environment, so that checkouts of different age share the cache.
  folder="$cache/$part-$(sha256sum "$list" | cut -c1-12)"
  if [[ ! -f "$folder/complete" ]]; then
    making="$folder.$$"
    if python3 -m venv "$making" >&2 &&
      "$making/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --only-binary :all: -r "$list" >&2; then
      # Scripts of the environment name its first path, so only `bin/python` is used; whoever comes second keeps the first.
      touch "$making/complete"
      mv -T "$making" "$folder" 2>/dev/null || rm -rf "$making"
    else
      rm -rf "$making"
      echo "python parts: $part FAILED ($((SECONDS - begun)) s)" >&2
      status=1
      continue
    fi
  fi
  echo "python parts: $part is here ($((SECONDS - begun)) s)" >&2
done
exit "$status"
