#!/usr/bin/env bash
# Puts the Discord that others have written into a folder, with what runs in it: the npm package that package.json names,
# and Node.js where it is missing. Where Node.js 20 or newer or the package cannot be had, this says so and fails.
# Usage: tests/twin/install.sh FOLDER
set -euo pipefail
twin=$(cd "$1" && pwd)
cd "$(dirname "$0")"

has_node() {
    command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null
}

# As root, where the system's own package is new enough.
install_node() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install -y --no-install-recommends nodejs npm; } >"$twin/node.log" 2>&1
}

has_node || install_node || true
if ! has_node; then
    echo "Node.js 20 or newer is not here and cannot be installed"
    exit 1
fi
cp package.json ./*.mjs "$twin"
# Without their scripts: packages may bring no code that runs here unasked.
if ! (cd "$twin" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock >"$twin/npm.log" 2>&1); then
    echo "the npm package discord-digital-twin cannot be fetched"
    exit 1
fi
