#!/usr/bin/env bash
# Holds every request that the bot makes in its tests against Discord's published API description and the limits that
# the description leaves out. The validator is no part of the project; where it is not at hand, this says so and does
# nothing.
# Usage: tests/validate.sh SCRATCH_FOLDER; REAL_MATERIAL names the folder that holds discord/validate.py.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$1
validator=${REAL_MATERIAL:-../shared}/discord/validate.py
if [ ! -f "$validator" ]; then
    echo "the validator is not here; the bot's requests are not held against Discord's description"
    exit 0
fi
mkdir -p "$scratch/requests"
FAKE_DISCORD_LOG="$scratch/requests" cargo test --quiet --locked --test suite -- bot:: doctor:: program:: bot_admin:: bot_controls:: bot_links:: bot_messages:: bot_servers:: controls:: door:: houses:: inquiries:: messages:: panels:: replies:: >"$scratch/requests.log" 2>&1 ||
    { tail -n 40 "$scratch/requests.log"; exit 1; }
cat "$scratch"/requests/* >"$scratch/requests.jsonl"
python3 -m venv "$scratch/python"
"$scratch/python/bin/pip" install --quiet --disable-pip-version-check jsonschema regex referencing
echo "requests: $(wc -l <"$scratch/requests.jsonl")"
"$scratch/python/bin/python" "$validator" "$scratch/requests.jsonl"
