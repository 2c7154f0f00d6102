#!/usr/bin/env bash
# Fuzzes every reader and every way that questions come in, one after another, each for some seconds, and prints how often
# each was run and how much of the program was met. What crashes or hangs is kept, and ends this with 1. It needs cargo-fuzz
# (`cargo install cargo-fuzz`), some gigabytes for its own build, and nothing else.
# Usage: tests/fuzz.sh [SECONDS] [TARGET...]; FUZZ_FOLDER names where it builds and keeps what it finds.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
shift || true
folder=$(mkdir -p "${FUZZ_FOLDER:-target/fuzz}" && cd "${FUZZ_FOLDER:-target/fuzz}" && pwd)
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(dump wikitext citations question topic option custom_id request)

# The versions that the program ships with, and the sanitizer's flags, which stable Rust keeps to itself.
cp Cargo.lock tests/fuzz/Cargo.lock
export RUSTC_BOOTSTRAP=1
failed=0
for target in "${targets[@]}"; do
    dictionary=tests/fuzz/bot.dict
    case $target in dump) dictionary=tests/fuzz/dump.dict ;; wikitext | citations) dictionary= ;; esac
    mkdir -p "$folder/corpus/$target" "$folder/finds/$target"
    cargo fuzz run --fuzz-dir tests/fuzz --target-dir "$folder/build" "$target" "$folder/corpus/$target" \
        "tests/fuzz/seeds/$target" -- ${dictionary:+-dict="$dictionary"} -artifact_prefix="$folder/finds/$target/" \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 >"$folder/$target.log" 2>&1 ||
        { failed=1; tail -n 30 "$folder/$target.log"; }
    runs=$(grep -oE 'number_of_executed_units: [0-9]+' "$folder/$target.log" | grep -oE '[0-9]+' || echo 0)
    cover=$(grep -oE 'cov: [0-9]+' "$folder/$target.log" | tail -n 1 || echo 'cov: 0')
    echo "$target: $runs runs, $cover edges, $(find "$folder/finds/$target" -type f | wc -l) finds"
done
exit $failed
