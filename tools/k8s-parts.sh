#!/usr/bin/env bash
# What checks deploy/k8s without a cluster: kustomize and kubeconform, built from the Go proxy under deploy/checkers/go.sum,
# outside the tree so that all checkouts share them. Prints their folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../deploy/checkers"

# The folder is named by what is pinned: another version is another folder, and none is ever stale.
pinned=$(cat go.mod go.sum | sha256sum | cut -c1-12)
folder="${XDG_CACHE_HOME:-$HOME/.cache}/safelight/k8s-checkers-$pinned"
if [[ ! -x $folder/kustomize || ! -x $folder/kubeconform ]]; then
  command -v go >/dev/null || { echo 'k8s parts: there is no go on PATH; install Go ≥ 1.25 (https://go.dev/dl)' >&2 && exit 1; }
  part=$(mktemp -d)
  trap 'rm -rf "$part"' EXIT
  # Pure Go: no C compiler is needed.
  CGO_ENABLED=0 GOFLAGS='' GOWORK=off go build -mod=readonly -trimpath -buildvcs=false -ldflags='-s -w' -o "$part/" tool
  mkdir -p "$folder"
  mv -f "$part/kustomize" "$part/kubeconform" "$folder/"
fi
echo "$folder"
