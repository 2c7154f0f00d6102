#!/usr/bin/env bash
# Pulls from a real MediaWiki: the same pages as the export it was filled with, then what was edited, deleted, moved and
# redirected, then everything anew while every kind of fault comes in between. MediaWiki, its installer and the export are
# no part of the project; where they are not at hand, this says so and does nothing.
# Usage: tests/pull_real.sh SCRATCH_FOLDER [EXPORT]; REAL_MATERIAL names the folder that holds tools/ and wiki/.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
scratch=$(cd "$1" && pwd)
material=${REAL_MATERIAL:-../shared}
export=${2:-$material/wiki/mini/batb-mini.xml}
installer=$material/tools/mediawiki.sh
if [ ! -f "$installer" ] || [ ! -f "$export" ]; then
    echo "MediaWiki's installer or an export is not here; no real wiki is pulled"
    exit 0
fi
export MW_ROOT=$scratch/mediawiki
mkdir -p "$MW_ROOT"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
wiki() { bash "$installer" "$@"; }
chaos=
leave() {
    [ -z "$chaos" ] || kill "$chaos" 2>/dev/null || true
    wiki stop pulled 2>/dev/null || true
}
trap leave EXIT
if ! wiki up pulled "$port" "$export" >"$scratch/mediawiki.log" 2>&1; then
    if [ -f /usr/share/mediawiki/maintenance/install.php ]; then
        tail -n 20 "$scratch/mediawiki.log"
        exit 1
    fi
    echo "MediaWiki cannot be installed here; no real wiki is pulled"
    exit 0
fi
api=http://127.0.0.1:$port/api.php

cat >"$scratch/compare.py" <<'PYTHON'
"""Compares a pulled export with the export that a wiki was filled with, or with what its API says of every page."""
import bz2, gzip, json, sys, urllib.parse, urllib.request
import xml.etree.ElementTree as ET

WANTED = {0, 10, 828}


def pages(path):
    """The pages of an export by title: namespace, revision, target of a redirect, text."""
    unpack = {b"BZ": bz2.open, b"\x1f\x8b": gzip.open}
    with open(path, "rb") as file:
        unpack = unpack.get(file.read(2), open)
    found = {}
    with unpack(path, "rb") as file:
        for _, element in ET.iterparse(file):
            if element.tag.rsplit("}")[-1] != "page":
                continue
            part = lambda name: element.find(".//{*}" + name)
            text = lambda name: (part(name).text or "") if part(name) is not None else ""
            redirect = element.find("{*}redirect")
            revision = element.find("{*}revision/{*}id").text
            title = element.find("{*}title").text
            target = redirect.get("title") if redirect is not None else None
            found[title] = (int(text("ns")), int(revision), target, text("text"))
            element.clear()
    return found


def ask(api, **parameters):
    """All answers to a question, one after another."""
    parameters = dict(action="query", format="json", formatversion="2", **parameters)
    while True:
        with urllib.request.urlopen(api + "?" + urllib.parse.urlencode(parameters)) as reply:
            answer = json.load(reply)
        yield answer.get("query", {})
        if "continue" not in answer:
            return
        parameters.update(answer["continue"])


def live(api):
    """The same of the pages of a wiki, one at a time, by other questions than the program asks."""
    found = {}
    for namespace in WANTED:
        targets = {}
        for query in ask(api, list="allpages", apnamespace=namespace, apfilterredir="redirects", aplimit="500"):
            for page in query["allpages"]:
                for answer in ask(api, titles=page["title"], redirects="1"):
                    targets.update({redirect["from"]: redirect["to"] for redirect in answer.get("redirects", [])})
        for query in ask(api, list="allpages", apnamespace=namespace, aplimit="500"):
            for page in query["allpages"]:
                raw = dict(pageids=page["pageid"], prop="revisions", rvprop="ids|content", rvslots="main")
                revision = next(ask(api, **raw))["pages"][0]["revisions"][0]
                text = revision["slots"]["main"]["content"]
                found[page["title"]] = (namespace, revision["revid"], targets.get(page["title"]), text)
    return found


pulled, other = pages(sys.argv[1]), sys.argv[2]
if other.startswith("http"):
    expected = live(other)
else:
    # The wiki numbers its revisions anew, and saves no space at the end of a text.
    strip = lambda pages: {title: (page[0], page[2], page[3].rstrip()) for title, page in pages.items()}
    expected = strip({title: page for title, page in pages(other).items() if page[0] in WANTED})
    pulled = strip(pulled)
wrong = [title for title in expected.keys() | pulled.keys() if expected.get(title) != pulled.get(title)]
for title in sorted(wrong)[:10]:
    print("differs:", repr(title), str(expected.get(title))[:200], str(pulled.get(title))[:200], sep="\n  ")
print(f"{len(expected)} pages expected, {len(pulled)} pulled, {len(wrong)} differ")
sys.exit(bool(wrong))
PYTHON

pull() { # FOLDER ADDRESS
    cargo run --quiet --locked -- pull --data "$scratch/$1" --wiki pulled --pause 0 "$2"
}
compare() { # FOLDER EXPORT_OR_API
    python3 "$scratch/compare.py" "$scratch/$1/pulled/pulled.xml.gz" "$2"
}
titles() { # COUNT, of articles that are no redirects
    python3 - "$api" "$1" <<'PYTHON'
import json, sys, urllib.request
question = "?action=query&format=json&list=allpages&apfilterredir=nonredirects&aplimit=" + sys.argv[2]
print(*[page["title"] for page in json.load(urllib.request.urlopen(sys.argv[1] + question))["query"]["allpages"]], sep="\n")
PYTHON
}

echo "- as it was filled"
rm -rf "$scratch/data" "$scratch/anew"
pull data "http://127.0.0.1:$port/"
compare data "$export"
compare data "$api"

echo "- without changes"
before=$(sha256sum "$scratch/data/pulled/pulled.xml.gz")
pull data "$api"
[ "$before" = "$(sha256sum "$scratch/data/pulled/pulled.xml.gz")" ]

echo "- after edits, a new page, deletions, moves and a redirect"
mapfile -t title < <(titles 8)
{
    printf 'Changed by hand: %s & <ref>a "source"</ref>.\n' "${title[0]}" | wiki edit pulled "${title[0]}"
    printf 'Changed twice.\n' | wiki edit pulled "${title[1]}"
    printf 'Changed twice, the second time.\n' | wiki edit pulled "${title[1]}"
    printf '{{{1|}}}\n' | wiki edit pulled "Template:Qo'noS, Bêlle"
    wiki delete pulled "${title[2]}"
    wiki move pulled "${title[3]}" "Ärger mit ${title[3]}"
    wiki move pulled "${title[4]}" "User:Admin/${title[4]}"
    printf 'Written over a deleted page.\n' | wiki edit pulled "${title[2]}"
    wiki delete pulled "${title[5]}"
    wiki redirect pulled "D'Tan & Co?" "${title[6]}#Life"
} >"$scratch/changes.log" 2>&1
pull data "$api"
compare data "$api"

echo "- after a gap that the wiki's list of changes does not reach over"
printf 'Changed unseen.\n' | wiki edit pulled "${title[7]}" >>"$scratch/changes.log" 2>&1
sqlite3 "$MW_ROOT/pulled/data/wiki.sqlite" "delete from recentchanges"
pull data "$api"
compare data "$api"

echo "- everything anew, with faults of every kind"
(
    # Each for a while, as a wiki in trouble would have them.
    while true; do
        for fault in '{"maxlag":5,"every":2}' '{"http429":1,"every":3}' '{"ratelimited":1,"every":2}' \
            '{"drop":1,"every":2}' '{"http500":1,"every":3}' '{"maxlag":5,"every":2,"slow_ms":200}'; do
            wiki chaos pulled "$fault"
            sleep 2
        done
    done
) &
chaos=$!
pull anew "$api"
kill "$chaos"
wait "$chaos" 2>/dev/null || true
chaos=
wiki chaos pulled off
compare anew "$api"
cmp "$scratch/data/pulled/pulled.xml.gz" "$scratch/anew/pulled/pulled.xml.gz"
echo "the real wiki was pulled whole, brought up to date, and pulled again through faults"
