#!/usr/bin/env bash
# A guard against regressions of ranking: the first questions of three public sets, and the lore questions of four wikis, must
# come out right at least as often as the floors below, which lie a little under what was measured when they were set.
# Usage: tests/ranking.sh SCRATCH_FOLDER; REAL_MATERIAL names the folder that holds bench/ and wiki/.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$1
material=${REAL_MATERIAL:-../shared}
if [ ! -d "$material/bench" ]; then
    echo "the question sets are not here; ranking is not measured"
    exit 0
fi

lorebot() { cargo run --quiet --locked -- --data "$scratch/ranking/data" --index "$scratch/ranking/index" "$@"; }

for wiki in awoiaf friends titanic; do
    mkdir -p "$scratch/ranking/data/$wiki"
    cp "$material/wiki/mini/$wiki-mini.xml" "$scratch/ranking/data/$wiki/"
done
mkdir -p "$scratch/ranking/data/beautyandthebeast"
cp "$material/wiki/beautyandthebeast_pages_current.xml.bz2" "$scratch/ranking/data/beautyandthebeast/"
lorebot index > "$scratch/ranking.log" || { tail -n 20 "$scratch/ranking.log"; exit 1; }
run=$scratch/ranking.tsv
lorebot bench --first 200 --save "$run" "$material"/bench/{squad/dev/squad,boolq/dev/boolq,fairytale/dev/fairytale,squad/dev/squad.typo}.queries.tsv \
    tests/cases/lore/*.toml

# Name of the set, and how many of its questions must be right first.
floor() {
    local name=$1 right=$2
    local first
    first=$(awk -F'\t' -v set="$name" '$1 == set && $3 == 1' "$run" | wc -l)
    echo "$name: $first right at rank 1, at least $right"
    [ "$first" -ge "$right" ]
}
floor squad 157
floor squad.typo 152
floor boolq 173
floor fairytale 124
floor beautyandthebeast 36
floor awoiaf 17
floor friends 10
floor titanic 11
