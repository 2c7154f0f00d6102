#!/usr/bin/env python3
"""The same questions put to lorebot and to the full-text engines that a bot could be built on instead; one table.

    benches/peers/peers.py --lorebot target/release/lorebot [--data DATA --index INDEX] SET...

SET is a folder with `articles/`, `corpus.jsonl` and `NAME.queries.tsv`, or a question file (.toml) of a wiki whose export
lies in DATA and whose index in INDEX. Peers: SQLite FTS5 (Python's own), tantivy (`pip install tantivy`) and Xapian
(Debian's `python3-xapian`, with the system's Python); what is not installed is left out. Each is given the passages with
their article's title, the question's words joined by OR, and is asked as its manual shows; nothing is tuned. Cells are
success@1 in per cent; refusals of lorebot count as wrong. The peers are scored by the passages' names in the corpus,
lorebot by their words, as `lorebot bench` does.
"""
import argparse
import collections
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib

STOP = set(
    "a about an and any are as at be been but by can did do does for from had has have he her his how i if in into is "
    "it its many much of on or over she so than that the their there they this to was were what when where which who "
    "whom whose why will with would you".split()
)


def words_of(text):
    return re.findall(r"\w+", text.lower())


def content_of(text):
    words = words_of(text)
    return [word for word in words if word not in STOP] or words


class Fts5:
    """SQLite's full-text index with its Porter stemmer; a word in the title counts three."""

    def __init__(self, passages):
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE VIRTUAL TABLE p USING fts5(title, body, tokenize='porter unicode61')")
        self.base.executemany("INSERT INTO p(rowid, title, body) VALUES (?, ?, ?)", passages)

    def first(self, question):
        asked = " OR ".join(f'"{word}"' for word in content_of(question))
        sql = "SELECT rowid FROM p WHERE p MATCH ? ORDER BY bm25(p, 3.0, 1.0) LIMIT 3"
        return [row[0] for row in self.base.execute(sql, (asked,))]


class Tantivy:
    """tantivy with English stemming and its own ranking: title and text as two fields, or as one with the title thrice."""

    def __init__(self, passages, one_field):
        import tantivy

        self.tantivy, self.one_field = tantivy, one_field
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True)
        for field in ("title", "body"):
            schema.add_text_field(field, tokenizer_name="en_stem")
        self.index = tantivy.Index(schema.build())
        writer = self.index.writer(heap_size=100_000_000, num_threads=1)
        for number, title, body in passages:
            if one_field:
                title, body = "", f"{title} {title} {title} {body}"
            writer.add_document(tantivy.Document(number=number, title=title, body=body))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def first(self, question):
        asked = content_of(question) if self.one_field else words_of(question)
        query, _ = self.index.parse_query_lenient(" ".join(asked), ["body"] if self.one_field else ["title", "body"])
        hits = self.searcher.search(query, 3).hits
        return [self.searcher.doc(address)["number"][0] for _, address in hits]


class Xapian:
    """Xapian's BM25 with English stemming; a word in the title counts three."""

    def __init__(self, passages):
        import xapian

        self.xapian = xapian
        self.folder = tempfile.TemporaryDirectory()
        base = xapian.WritableDatabase(self.folder.name, xapian.DB_CREATE_OR_OPEN)
        terms = xapian.TermGenerator()
        terms.set_stemmer(xapian.Stem("en"))
        for number, title, body in passages:
            document = xapian.Document()
            document.set_data(str(number))
            terms.set_document(document)
            terms.index_text(title, 3)
            terms.index_text(body)
            base.add_document(document)
        base.commit()
        self.base = base

    def first(self, question):
        xapian = self.xapian
        parser = xapian.QueryParser()
        parser.set_stemmer(xapian.Stem("en"))
        parser.set_stemming_strategy(parser.STEM_SOME)
        parser.set_database(self.base)
        asked = " ".join(content_of(question))
        query = parser.parse_query(asked)
        enquire = xapian.Enquire(self.base)
        enquire.set_query(query)
        return [int(match.document.get_data()) for match in enquire.get_mset(0, 3)]


def peers_for(passages):
    makers = {
        "tantivy, two fields, all words": lambda: Tantivy(passages, False),
        "tantivy, one field, title x3": lambda: Tantivy(passages, True),
        "SQLite FTS5, stop words dropped": lambda: Fts5(passages),
        "Xapian, stop words dropped": lambda: Xapian(passages),
    }
    for name, make in makers.items():
        try:
            yield name, make()
        except ImportError:
            continue


def lists_of(folder):
    """Passages of a set's corpus, and its lists of questions with the numbers of the right passages."""
    corpus = [json.loads(line) for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]
    numbers = {passage["id"]: number for number, passage in enumerate(corpus)}
    passages = [(number, passage["article"], passage["text"]) for number, passage in enumerate(corpus)]
    lists = {}
    for file in sorted(folder.glob("*.queries.tsv")):
        rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
        golds = [(row[1], {numbers[name] for name in row[2].split(",")}) for row in rows]
        lists[file.name.removesuffix(".queries.tsv")] = golds
    return passages, lists


def lists_of_wiki(file, lorebot, data):
    """Passages of a wiki's export, and the questions of a file that have an answer."""
    asked = tomllib.loads(file.read_text("utf-8"))
    text = subprocess.run([lorebot, "--data", data, "export-text", asked["wiki"]], check=True, capture_output=True).stdout
    passages = []
    for line in text.decode("utf-8").splitlines():
        section = json.loads(line)
        for kind in ("paragraphs", "facts", "tables"):
            passages += [(len(passages) + at, section["title"], one) for at, one in enumerate(section.get(kind, []))]
    golds = []
    for question in asked["question"]:
        if question.get("outcome") == "nothing":
            continue
        right = {
            number
            for number, title, body in passages
            if title == question["article"] and question["contains"] in body
            or any(words in body for words in question.get("also", []))
        }
        golds.append((question["ask"], right))
    return passages, {file.stem: golds}


def ours(lorebot, index, sets):
    """lorebot's ranks, by the name of the list, from the run it keeps."""
    with tempfile.NamedTemporaryFile() as kept:
        where = ["--index", index] if index else []
        subprocess.run([lorebot, *where, "bench", "--save", kept.name, *map(str, sets)], check=True, stdout=sys.stderr)
        ranks = collections.defaultdict(list)
        for line in pathlib.Path(kept.name).read_text("utf-8").splitlines():
            name, _, rank, *_ = line.split("\t")
            ranks[name].append(int(rank))
    return ranks


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--lorebot", required=True)
    arguments.add_argument("--data")
    arguments.add_argument("--index")
    arguments.add_argument("sets", nargs="+", type=pathlib.Path)
    given = arguments.parse_args()
    table, asked_of = collections.defaultdict(dict), {}
    for place in given.sets:
        passages, lists = lists_of(place) if place.is_dir() else lists_of_wiki(place, given.lorebot, given.data)
        for name, peer in peers_for(passages):
            for list_name, golds in lists.items():
                firsts = [(peer.first(question), right) for question, right in golds]
                table[name][list_name] = [
                    sum(1 for first, right in firsts if right & set(first[:most])) for most in (1, 3)
                ]
                asked_of[list_name] = len(golds)
    ranks = ours(given.lorebot, given.index, given.sets)
    table["lorebot"] = {
        name: [sum(1 for rank in ranks[name] if 0 < rank <= most) for most in (1, 3)] for name in asked_of
    }
    print("| success@1 (@3) | " + " | ".join(f"{name} ({number})" for name, number in asked_of.items()) + " |")
    print("|---" * (len(asked_of) + 1) + "|")
    for name, row in table.items():
        share = lambda list_name, at: 100 * row[list_name][at] / asked_of[list_name]
        cells = (f"{share(list_name, 0):.1f} ({share(list_name, 1):.1f})" for list_name in asked_of)
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
