#!/usr/bin/env bash
# Runs the bot against a Discord that others have written, the npm package that tests/twin/package.json names: the program
# itself, with the starter wiki, from the registration of its commands to a press after a restart (tests/twin/run.mjs).
# Where Node.js 20 or newer or the package cannot be had, this says so and does nothing.
# Usage: tests/twin.sh SCRATCH_FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1/twin"
twin=$(cd "$1/twin" && pwd)

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
    echo "Node.js 20 or newer is not here and cannot be installed; the bot does not meet the other Discord"
    exit 0
fi
cp tests/twin/* "$twin"
# Without their scripts: packages may bring no code that runs here unasked.
if ! (cd "$twin" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock >"$twin/npm.log" 2>&1); then
    echo "the npm package discord-digital-twin cannot be fetched; the bot does not meet the other Discord"
    exit 0
fi
cargo build --quiet --locked
target=$(cargo metadata --format-version 1 --no-deps --locked |
    node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).target_directory')
"$target/debug/lorebot" index --index "$twin/index" >/dev/null
cd "$twin"
rm -f lorebot.log lorebot.db
LOREBOT_INDEX="$twin/index" DATABASE_URL="sqlite:$twin/lorebot.db" LOREBOT_LOG=info node run.mjs "$target/debug/lorebot"
