#!/usr/bin/env bash
# Reads real exports and compares the text with what MediaWiki shows of the same pages: how much of it is kept, by where
# it comes from, how much of ours is the page's, whether it stands under its heading, and how much markup is left over.
# Exports, what MediaWiki shows and the scorer are no part of the project; where they are not at hand, this says so and
# does nothing.
# Usage: tests/import_real.sh SCRATCH_FOLDER; REAL_MATERIAL names the folder that holds tools/ and wiki/.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$1/import
material=$(cd "${REAL_MATERIAL:-../shared}" 2>/dev/null && pwd || true)
scorer=$material/tools/score_import.py
if [ ! -f "$scorer" ] || ! command -v python3 >/dev/null; then
    echo "the real exports or their scorer are not here; nothing is compared with MediaWiki"
    exit 0
fi
for oracle in "$material"/wiki/mini/*.oracle.jsonl "$material"/wiki/*.oracle.jsonl; do
    stem=${oracle%.oracle.jsonl}
    for export in "$stem".xml "${stem}"_pages_current.xml.*; do
        [ ! -f "$export" ] || break
    done
    wiki=$(basename "$stem")
    mkdir -p "$scratch/$wiki"
    cp -f "$export" "$scratch/$wiki/"
    chmod u+w "$scratch/$wiki"/*
    cargo run --quiet --locked -- export-text --data "$scratch" "$wiki" >"$scratch/$wiki.jsonl"
    python3 "$scorer" "$oracle" "$scratch/$wiki.jsonl" --json >"$scratch/$wiki.json"
    python3 - "$wiki" "$scratch/$wiki.json" <<'PYTHON'
"""Prints the figures of one wiki and fails where one falls short."""
import json, sys
wiki, path = sys.argv[1:]
score = json.load(open(path))
# What must be reached, in per cent, and of how many paragraphs the share is.
asked = [
    ("recall_plain", 99.8, "n_plain"),
    ("recall_inline_template", 90, "n_inline_template"),
    ("recall_from_template", 60, "n_from_template"),
    ("precision", 97, "our_paragraphs"),
    ("section", 99.9, "oracle_paragraphs"),
]
short = []
for name, least, count in asked:
    share, of = score[name], score[count]
    # One lost paragraph of a small wiki, or a share of a handful, says nothing.
    lost = 0 if share is None else round(of * (100 - share) / 100)
    if share is not None and share < least and lost > 1 and of >= 10:
        short.append(f"{name} {share}")
if score["markup_any"] > 0.2:
    short.append(f"markup {score['markup_any']}")
shown = {name: score[name] for name, _, _ in asked}
print(f"{wiki}: {shown['recall_plain']} % plain, {shown['recall_inline_template']} % with templates, "
      f"{shown['recall_from_template']} % from templates, precision {shown['precision']} %, "
      f"sections {shown['section']} %, markup {score['markup_any']} %")
sys.exit(f"{wiki} falls short: {', '.join(short)}" if short else 0)
PYTHON
done
