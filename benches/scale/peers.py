#!/usr/bin/env python3
"""The same passages and questions in SQLite's FTS5, for what `cargo bench --bench scale -- --keep FOLDER` has kept.

    benches/scale/peers.py FOLDER/100000 ...

FTS5 is asked as its manual shows: Porter stems, the words of a question joined by OR, stop words dropped, a word in the
title counting three, the first three passages by bm25. It mends no spelling. Times are of the processor, one thread.
"""
import collections
import pathlib
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "peers"))
from peers import content_of  # noqa: E402  (the words that the ranking peers are asked by)

ASK = "SELECT rowid, title, body FROM p WHERE p MATCH ? ORDER BY bm25(p, 3.0, 1.0) LIMIT 3"


def build(passages, file):
    base = sqlite3.connect(file)
    base.execute("CREATE VIRTUAL TABLE p USING fts5(title, body, tokenize='porter unicode61')")
    with passages.open(encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t", 1) for line in lines)
        base.executemany("INSERT INTO p(title, body) VALUES (?, ?)", rows)
    base.commit()
    return base


def percentile(times, of_hundred):
    times = sorted(times)
    return times[max(-(-len(times) * of_hundred // 100), 1) - 1] * 1e6


def main(folder):
    with tempfile.TemporaryDirectory() as scratch:
        file = pathlib.Path(scratch) / "fts5.db"
        used = time.process_time()
        base = build(folder / "passages.tsv", file)
        used = time.process_time() - used
        times = collections.defaultdict(list)
        questions = (folder / "questions.tsv").read_text("utf-8").splitlines()
        for line in questions[:100] + questions:
            kind, asked = line.split("\t", 1)
            words = " OR ".join(f'"{word}"' for word in content_of(asked))
            start = time.thread_time()
            base.execute(ASK, (words,)).fetchall()
            times[kind].append(time.thread_time() - start)
        size = file.stat().st_size / 1e6
    print(f"{folder.name}: built in {used:.1f} s of processor, {size:.1f} MB on disk")
    times["all"] = [one for of_kind in times.values() for one in of_kind]
    for kind, of_kind in times.items():
        print(f"  p50 {percentile(of_kind, 50):>9.0f} us, p99 {percentile(of_kind, 99):>9.0f} us   {kind}")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        main(pathlib.Path(argument))
