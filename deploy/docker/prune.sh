#!/bin/sh
# Takes out of node_modules what other systems and processors would load: packages bring the libraries of all of them.
set -eu
arch=$(node -p process.arch)
for folder in node_modules/onnxruntime-node/bin/napi-v*; do
  [ -d "$folder" ] || continue
  find "$folder" -mindepth 1 -maxdepth 1 ! -name linux -exec rm -rf {} +
  find "$folder/linux" -mindepth 1 -maxdepth 1 ! -name "$arch" -exec rm -rf {} +
done
if [ -d node_modules/webgpu/dist ]; then
  find node_modules/webgpu/dist -mindepth 1 -maxdepth 1 ! -name "linux-$arch" -exec rm -rf {} +
fi
