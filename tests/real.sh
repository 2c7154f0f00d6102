#!/usr/bin/env bash
# Asks the real article Khitomer, imported by itself with the starter wiki's profile beside it. The article belongs to its
# wiki and is no part of the project; where it is not at hand, this says so and does nothing.
# Usage: tests/real.sh SCRATCH_FOLDER; REAL_MATERIAL names the folder that holds wiki/khitomer.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$1
article=${REAL_MATERIAL:-../shared}/wiki/khitomer.txt
if [ ! -f "$article" ]; then
    echo "the real article is not here; its questions are not asked"
    exit 0
fi
mkdir -p "$scratch/data/khitomer/articles"
cp "$article" "$scratch/data/khitomer/articles/"
cp data/starter/wiki.toml "$scratch/data/khitomer/"
cargo run --quiet --locked -- index --data "$scratch/data" --index "$scratch/real"
cargo run --quiet --locked -- check --data "$scratch/data" --index "$scratch/real" tests/cases/khitomer.toml
