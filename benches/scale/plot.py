#!/usr/bin/env python3
"""Draws what `cargo bench --bench scale -- --tsv FILE` has measured: benches/scale/plot.py FILE docs/scale.svg

Needs `pip install matplotlib`. Both axes are logarithmic: what grows as the wiki does runs along the dotted line.
"""
import collections
import pathlib
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402  (after the choice of how to draw)

PANELS = [
    ("answer, milliseconds", {
        "lorebot p50": ("lorebot p50 all", 1e-3), "lorebot p99": ("lorebot p99 all", 1e-3),
        "plain tantivy p50": ("plain p50 all", 1e-3), "plain tantivy p99": ("plain p99 all", 1e-3),
    }),
    ("index, seconds of processor", {
        "lorebot": ("lorebot build processor seconds", 1), "plain tantivy": ("plain build processor seconds", 1),
    }),
    ("memory and disk, MB", {
        "own memory": ("lorebot own MB", 1), "index on disk": ("lorebot index MB", 1),
        "plain tantivy on disk": ("plain index MB", 1),
    }),
]


def read(file):
    figures = collections.defaultdict(dict)
    for line in pathlib.Path(file).read_text("utf-8").splitlines():
        size, name, value = line.split("\t")
        figures[name][int(size)] = float(value)
    return figures


def draw(figures, out):
    plt.rcParams["svg.hashsalt"] = "scale"
    plt.rcParams["svg.fonttype"] = "none"  # letters as text, not as outlines
    drawing, axes = plt.subplots(1, len(PANELS), figsize=(13, 4.2))
    for panel, (title, lines) in zip(axes, PANELS):
        highest = 0
        for label, (name, factor) in lines.items():
            sizes = sorted(figures[name])
            values = [figures[name][size] * factor for size in sizes]
            panel.plot(sizes, values, marker="o", label=label, linestyle="--" if "plain" in label else "-")
            highest = max(highest, values[-1])
        panel.plot([sizes[0], sizes[-1]], [highest * sizes[0] / sizes[-1], highest], ":", color="grey", label="linear")
        panel.set(xscale="log", yscale="log", title=title, xlabel="passages")
        panel.grid(True, alpha=0.25)
        panel.legend(fontsize=8)
    drawing.tight_layout()
    drawing.savefig(out, metadata={"Date": None})


if __name__ == "__main__":
    draw(read(sys.argv[1]), sys.argv[2])
