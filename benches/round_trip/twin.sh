#!/usr/bin/env bash
# Measures how long an asker waits in a Discord that others have written, the npm package that tests/twin/package.json
# names: lorebot as it is installed beside a plain serenity bot that answers a constant (benches/round_trip/twin.mjs).
# Usage: benches/round_trip/twin.sh SCRATCH_FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p "$1/twin"
twin=$(cd "$1/twin" && pwd)

# The path of a program that cargo has built, by its name.
program() {
    node -p 'const [name, file] = process.argv.slice(1)
        require("fs").readFileSync(file, "utf8").trim().split("\n").map(JSON.parse)
            .find((built) => built.executable && built.target.name === name).executable' "$1" "$twin/built.json"
}

tests/twin/install.sh "$twin"
cargo bench --quiet --locked --no-run --bench round_trip --message-format=json >"$twin/built.json"
lorebot=$(program lorebot)
others=$(program round_trip)
"$lorebot" index --index "$twin/index" >/dev/null
"$others" --questions >"$twin/questions.json"
cp benches/round_trip/twin.mjs "$twin"
cd "$twin"
rm -f lorebot.log ./*.db
LOREBOT_INDEX="$twin/index" node --expose-gc --max-semi-space-size=256 twin.mjs "$lorebot" "$others"
