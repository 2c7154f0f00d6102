#!/usr/bin/env python3
"""Holds every dependency against the licences and sources that deny.toml allows: for where cargo-deny is not at hand.

Usage: tests/dependencies.py, in the project's folder. Needs cargo, and Python 3.11 for its TOML reader. Exit code 1 where
anything is not allowed; each is named with what to do.
"""

import json
import re
import subprocess
import sys
import tomllib

ORDER = ["cargo", "metadata", "--locked", "--format-version", "1", "--all-features"]


def packages(targets):
    """The packages that are built or tested with anywhere, this one aside, with those of all targets."""
    filters = [word for target in targets for word in ("--filter-platform", target)]
    told = json.loads(subprocess.run(ORDER + filters, check=True, capture_output=True, text=True).stdout)
    built = {node["id"] for node in told["resolve"]["nodes"]}
    ours = set(told["workspace_members"])
    return [package for package in told["packages"] if package["id"] in built - ours]


def is_allowed(expression, allowed):
    """Whether an SPDX expression can be met by allowed licences alone. A slash is an older way to write OR."""
    words = re.findall(r"\(|\)|[^\s()/]+|/", expression)
    shown = []
    for word in words:
        if word in "()":
            shown.append(word)
        elif word in ("AND", "OR", "/"):
            shown.append("and" if word == "AND" else "or")
        elif word == "WITH" or (shown and shown[-1].endswith(" WITH")):
            shown[-1] += f" {word}"
        else:
            shown.append(word)
    truth = [word if word in ("(", ")", "and", "or") else str(word in allowed) for word in shown]
    return bool(eval(" ".join(truth)))  # brackets, and, or, True and False: nothing else is left


def faults(package, rules):
    """What is not allowed of a package, one sentence each."""
    named = f"{package['name']} {package['version']}"
    licence = package["license"]
    exceptions = [one["allow"] for one in rules["licenses"]["exceptions"] if one["crate"] == package["name"]]
    allowed = {*rules["licenses"]["allow"], *(name for allow in exceptions for name in allow)}
    if licence is None or not is_allowed(licence, allowed):
        yield f"{named}: licence {licence}; allow it in deny.toml with a reason, or do without the crate"
    if not (package["source"] or "").startswith("registry+"):
        yield f"{named}: comes from {package['source']}; take it from the registry"


def main():
    with open("deny.toml", "rb") as file:
        rules = tomllib.load(file)
    found = packages(rules["graph"]["targets"])
    wrong = [fault for package in found for fault in faults(package, rules)]
    for fault in wrong:
        print(fault)
    print(f"{len(found)} dependencies, {len(wrong)} not allowed")
    sys.exit(1 if wrong else 0)


assert is_allowed("(MIT OR Foo) AND Unicode-3.0", {"MIT", "Unicode-3.0"})
assert not is_allowed("MIT AND GPL-2.0-only", {"MIT"})
assert is_allowed("Foo/MIT", {"MIT"}) and is_allowed("A WITH B OR C", {"A WITH B"}) and not is_allowed("A WITH B", {"A"})

if __name__ == "__main__":
    main()
