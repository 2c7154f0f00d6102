#!/usr/bin/env bash
# Asks what the real wikis hold: the article Khitomer, imported by itself with the starter wiki's profile beside it, and
# the complete export of the Fandom wiki of "Beauty and the Beast", imported as it was downloaded. Both belong to their
# wikis and are no part of the project; for one that is not at hand, this says so and does nothing.
# Usage: tests/real.sh SCRATCH_FOLDER; REAL_MATERIAL names the folder that holds wiki/khitomer.txt and the export.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$1
material=${REAL_MATERIAL:-../shared}/wiki
article=$material/khitomer.txt
fandom=$material/beautyandthebeast_pages_current.xml.bz2

# Each wiki has data and an index of its own, so that neither answers the questions of the other.
lorebot_on() {
    local wiki=$1
    shift
    cargo run --quiet --locked -- --data "$scratch/$wiki/data" --index "$scratch/$wiki/index" "$@"
}

ask_questions_of() {
    lorebot_on "$1" index
    lorebot_on "$1" check "tests/cases/$1.toml"
}

if [ -f "$article" ]; then
    mkdir -p "$scratch/khitomer/data/khitomer/articles"
    cp "$article" "$scratch/khitomer/data/khitomer/articles/"
    cp data/starter/wiki.toml "$scratch/khitomer/data/khitomer/"
    ask_questions_of khitomer
else
    echo "the real article is not here; its questions are not asked"
fi

if [ -f "$fandom" ]; then
    mkdir -p "$scratch/beautyandthebeast/data/beautyandthebeast"
    cp "$fandom" "$scratch/beautyandthebeast/data/beautyandthebeast/"
    ask_questions_of beautyandthebeast
else
    echo "the real export is not here; its questions are not asked"
fi
