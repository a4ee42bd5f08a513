#!/usr/bin/env bash
# Hands every manifest of the overlays to a real API server, which runs here on a real etcd and on nothing else: what it
# refuses, a cluster would refuse. Server-side dry run with strict fields, by the CRDs of the operators with their rules, and
# every pod that a workload would make against the namespace's pod security. Nothing is scheduled, and the operators' own
# webhooks are not here.
# By hand, not in continuous integration: building kube-apiserver, kubectl and etcd from the Go proxy takes ten minutes and
# more, once per machine; a run takes about half a minute. Needs Go ≥ 1.25, openssl, and the CRDs (tools/k8s-schemas.sh --crds-only).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cache="${XDG_CACHE_HOME:-$HOME/.cache}/safelight"
checkers=$(tools/k8s-parts.sh)
crds="$cache/k8s-crds"
[[ -d $crds ]] || { echo 'k8s dry run: fetch the CRDs first: tools/k8s-schemas.sh --crds-only' >&2 && exit 1; }

version=$(sed -n 's/^require k8s.io\/kubernetes v\([0-9.]*\).*/\1/p' deploy/apiserver/go.mod)
programs="$cache/k8s-apiserver-$(cat deploy/apiserver/go.{mod,sum} | sha256sum | cut -c1-12)"
if [[ ! -x $programs/kubectl ]]; then
  echo "k8s dry run: building kube-apiserver $version, kubectl and etcd; this takes ten minutes and more" >&2
  mkdir -p "$programs"
  # Without its version a server does not know which of its features are on.
  stamp=k8s.io/component-base/version
  flags="-s -w -X $stamp.gitVersion=v$version -X $stamp.gitMajor=${version%%.*} -X $stamp.gitMinor=$(cut -d. -f2 <<<"$version")"
  build() { (cd deploy/apiserver && GOFLAGS='' GOWORK=off nice go build -mod=readonly -buildvcs=false -ldflags="$flags" -o "$programs/$1" "$2"); }
  build etcd go.etcd.io/etcd/server/v3
  build kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver
  build kubectl k8s.io/kubernetes/cmd/kubectl
fi

work=$(mktemp -d)
pids=()
finish() {
  ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

free_port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
client=$(free_port) peer=$(free_port) port=$(free_port)
"$programs/etcd" --data-dir "$work/etcd" --listen-client-urls "http://127.0.0.1:$client" \
  --advertise-client-urls "http://127.0.0.1:$client" --listen-peer-urls "http://127.0.0.1:$peer" \
  --initial-advertise-peer-urls "http://127.0.0.1:$peer" --initial-cluster "default=http://127.0.0.1:$peer" \
  --unsafe-no-fsync >"$work/etcd.log" 2>&1 &
pids+=($!)
openssl genrsa -out "$work/accounts.key" 2048 2>/dev/null
token=$(openssl rand -hex 16)
echo "$token,admin,admin,system:masters" >"$work/tokens"
"$programs/kube-apiserver" --etcd-servers "http://127.0.0.1:$client" --secure-port "$port" --bind-address 127.0.0.1 \
  --cert-dir "$work/certs" --service-cluster-ip-range 10.96.0.0/16 --token-auth-file "$work/tokens" \
  --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$work/accounts.key" \
  --service-account-signing-key-file "$work/accounts.key" --authorization-mode RBAC >"$work/apiserver.log" 2>&1 &
pids+=($!)

k() { "$programs/kubectl" --server "https://127.0.0.1:$port" --insecure-skip-tls-verify --token "$token" --cache-dir "$work/discovery" --kubeconfig /dev/null "$@"; }
for _ in $(seq 240); do
  k get --raw /readyz >/dev/null 2>&1 && break
  kill -0 "${pids[@]}" 2>/dev/null || { tail -n 20 "$work"/*.log >&2 && exit 1; }
  sleep 0.5
done
k version -o yaml | sed -n '/serverVersion/,$s/ *gitVersion: /k8s dry run: a server of version /p' >&2
for file in "$crds"/*.yaml; do k apply --server-side -f "$file" >/dev/null; done
k wait --for=condition=Established --timeout=60s crd --all >/dev/null

failed=0
for overlay in deploy/k8s/overlays/*/; do
  name=$(basename "$overlay")
  "$checkers/kustomize" build "$overlay" >"$work/$name.yaml"
  # Namespace and accounts for real: everything is in the one, and no pod is taken without the other.
  node tools/run.mjs deploy/src/dryRun.ts "$work/$name.yaml" "$work/$name"
  k apply --server-side -f "$work/$name/first.yaml" >/dev/null
  for part in rest pods; do
    if k apply --server-side --dry-run=server --validate=strict -f "$work/$name/$part.yaml" >"$work/$name/$part.out" 2>"$work/$name/$part.err"; then
      echo "k8s dry run: $name: $(grep -c 'serverside-applied' "$work/$name/$part.out") $part taken"
    else
      echo "k8s dry run: $name: $part refused" >&2
      failed=1
    fi
    cat "$work/$name/$part.err" >&2
  done
done
exit "$failed"
