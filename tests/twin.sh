#!/usr/bin/env bash
# Runs the bot against a Discord that others have written, the npm package that tests/twin/package.json names: the program
# itself, with the starter wiki, from the registration of its commands to a press after a restart (tests/twin/run.mjs).
# Where Node.js 20 or newer or the package cannot be had, this says so and does nothing.
# Usage: tests/twin.sh SCRATCH_FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1/twin"
twin=$(cd "$1/twin" && pwd)

if ! tests/twin/install.sh "$twin"; then
    echo "the bot does not meet the other Discord"
    exit 0
fi
cargo build --quiet --locked
target=$(cargo metadata --format-version 1 --no-deps --locked |
    node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).target_directory')
"$target/debug/lorebot" index --index "$twin/index" >/dev/null
cd "$twin"
rm -f lorebot.log lorebot.db
LOREBOT_INDEX="$twin/index" DATABASE_URL="sqlite:$twin/lorebot.db" LOREBOT_LOG=info node run.mjs "$target/debug/lorebot"
