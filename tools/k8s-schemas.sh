#!/usr/bin/env bash
# Fetches the descriptions of every kind of object in deploy/k8s and makes deploy/schemas of them. For a person, after a
# version below has changed; no test or build runs it. Whole CRDs stay in the cache for tools/k8s-dry-run.sh.
# It needs curl, unzip, Maven and Java ≥ 21 (JAVA names the program), which Strimzi's generator is compiled for.
#   tools/k8s-schemas.sh [--crds-only]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kubernetes=v1.35.0
keda=v2.21.0
cloudnativepg=v1.30.0
gateway_api=v1.6.3
prometheus_operator=v0.85.0
strimzi=1.2.0

cache="${XDG_CACHE_HOME:-$HOME/.cache}/safelight/k8s-crds"
mkdir -p "$cache"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# module zip of the Go proxy: <module, as the proxy spells it> <version> <SHA-256> <file inside …>
from_proxy() {
  local module=$1 version=$2 sha256=$3
  shift 3
  curl --fail --silent --show-error --retry 3 -o "$work/module.zip" "https://proxy.golang.org/$module/@v/$version.zip"
  echo "$sha256  $work/module.zip" | sha256sum --check --quiet
  local file
  for file in "$@"; do unzip -p "$work/module.zip" "$module@$version/$file" >"$cache/${file##*/}"; done
}

from_proxy github.com/kedacore/keda/v2 $keda 74b59fe16144250748b716d6dc8789dee52d26164daab732145bed60456013a4 \
  config/crd/bases/keda.sh_{scaledobjects,triggerauthentications}.yaml
from_proxy github.com/cloudnative-pg/cloudnative-pg $cloudnativepg 68fad0cf2253cc940f24fe38f358dd2ee5a25a8fbc7d5189bddfc23b3f55fb0d \
  config/crd/bases/postgresql.cnpg.io_clusters.yaml
from_proxy sigs.k8s.io/gateway-api $gateway_api 7c5d0a931d6ffb3e08ac4d5318969faaa6acf25a40ad13cc5978c22117e9b64b \
  config/crd/standard/gateway.networking.k8s.io_{gateways,httproutes,grpcroutes}.yaml
from_proxy github.com/prometheus-operator/prometheus-operator $prometheus_operator 0bdb88ed823d0f2e86cf909638439b6ad1da744a228172c7411d9987527dc5d1 \
  example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml

# Strimzi publishes no CRDs as files in a registry, but the generator and the classes that it reads.
java=${JAVA:-java}
cat >"$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>safelight</groupId><artifactId>crds</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.strimzi</groupId><artifactId>api</artifactId><version>$strimzi</version></dependency>
    <dependency><groupId>io.strimzi</groupId><artifactId>crd-generator</artifactId><version>$strimzi</version></dependency>
  </dependencies>
</project>
POM
mvn --quiet --batch-mode -f "$work/pom.xml" dependency:copy-dependencies -DincludeScope=compile -DoutputDirectory="$work/jars"
echo "566961ae5e5646a001ae91312beda5cba3a5d467e740e205e1b761754335fe4e  $work/jars/api-$strimzi.jar
76bb2430e702a1e6a24c071d26c865d5e9572cbc630d176d3b912033ae23ed00  $work/jars/crd-generator-$strimzi.jar" | sha256sum --check --quiet
model=io.strimzi.api.kafka.model
"$java" -cp "$work/jars/*" io.strimzi.crdgenerator.CrdGenerator --target-kube 1.25+ --crd-api-version v1 \
  $model.kafka.Kafka="$cache/kafka.strimzi.io_kafkas.yaml" \
  $model.nodepool.KafkaNodePool="$cache/kafka.strimzi.io_kafkanodepools.yaml" \
  $model.topic.KafkaTopic="$cache/kafka.strimzi.io_kafkatopics.yaml" \
  $model.user.KafkaUser="$cache/kafka.strimzi.io_kafkausers.yaml"

[[ "${1:-}" == --crds-only ]] && exit
from_proxy k8s.io/kubernetes $kubernetes 5bafa542a337ea4d627817114518a5209d974342bc93bc2e876ccbbd2eb982b9 api/openapi-spec/swagger.json
node tools/run.mjs deploy/src/schemas/convert.ts "$cache/swagger.json" "$cache"/*.yaml
du -sh deploy/schemas
