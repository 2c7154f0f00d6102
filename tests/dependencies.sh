#!/usr/bin/env bash
# Licences, sources and doubles of the dependencies, as deny.toml has them, and known advisories where their list can be
# had: by cargo-deny where it is installed, else licences and sources alone, by tests/dependencies.py.
# Usage: tests/dependencies.sh
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v cargo-deny >/dev/null; then
    if ! python3 -c 'import tomllib' 2>/dev/null; then
        echo "neither cargo-deny nor Python 3.11 is here; the dependencies are not looked at"
        exit 0
    fi
    python3 tests/dependencies.py
    echo "cargo-deny is not here; doubles and advisories are not looked at"
    exit 0
fi
cargo-deny check bans licenses sources
if ! timeout 120 cargo-deny fetch db >/dev/null 2>&1; then
    echo "the list of advisories cannot be had; they are not looked at"
    exit 0
fi
cargo-deny check advisories
