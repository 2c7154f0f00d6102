#!/usr/bin/env python3
"""Draws the bot's messages as a person sees them on a phone, from the very JSON that the tests make the bot send.

Usage: tests/sheet.py LOG.jsonl... OUT_FOLDER

The logs are those that tests leave in the folder FAKE_DISCORD_LOG. The sheet is OUT_FOLDER/sheet.html; with a headless
Chromium on the path, pictures of it are taken beside it. It only approximates Discord's dark theme: the order, the length
and the weight of what is shown are what it is for.
"""
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys

MESSAGES_ON_A_PICTURE = 6
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BUTTON_STYLES = {1: "primary", 2: "secondary", 4: "danger", 5: "link"}

STYLE = """
body { margin: 0; background: #111214; font: 15px/1.35 'gg sans', 'Noto Sans', sans-serif; color: #dbdee1; }
.sheet { display: flex; flex-wrap: wrap; gap: 20px; padding: 20px; align-items: flex-start; width: 1220px; }
.phone { width: 375px; background: #313338; border-radius: 12px; padding: 12px; box-sizing: border-box; }
.name { font-weight: 600; color: #f2f3f5; margin-bottom: 4px; }
.small, .name small { font-size: 12px; color: #949ba4; }
.container { background: #2b2d31; border: 1px solid #3f4147; border-left: 4px solid; border-radius: 8px; padding: 10px 12px; }
.container > * + * { margin-top: 8px; }
.blurred > * { filter: blur(6px); }
.blurred::before { content: 'SPOILER'; display: block; text-align: center; font-weight: 700; filter: none; }
.text { overflow-wrap: anywhere; }
h3 { font-size: 17px; margin: 0; color: #f2f3f5; }
hr { border: 0; border-top: 1px solid #3f4147; }
a { color: #00a8fc; text-decoration: none; }
ul { margin: 0; padding-left: 20px; }
code { background: #1e1f22; border-radius: 4px; padding: 0 4px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.section { display: flex; gap: 8px; justify-content: space-between; align-items: flex-start; }
.button { flex: none; border-radius: 8px; padding: 7px 12px; font-weight: 500; font-size: 14px; color: #fff; background: #4e5058; }
.primary { background: #5865f2; } .danger { background: #da373c; }
.select { width: 100%; background: #1e1f22; border-radius: 8px; padding: 8px 12px; color: #949ba4; box-sizing: border-box; }
.select b { color: #dbdee1; font-weight: 400; }
"""


def inline(text):
    """Discord's marks inside a line as HTML."""
    kept = []

    def keep(shown):
        kept.append(shown)
        return f"\x00{len(kept) - 1}\x00"

    text = re.sub(r"\\(.)", lambda found: keep(html.escape(found[1])), text)
    text = re.sub(r"\[([^\]]*)\]\((https?://[^)\s]*)\)", lambda found: keep(f'<a href="{html.escape(found[2])}">') + found[1] + keep("</a>"), text)
    text = re.sub(r"`([^`]+)`", lambda found: keep(f"<code>{html.escape(found[1])}</code>"), text)
    text = html.escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)
    while "\x00" in text:
        text = re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], text)
    return text


def line(text):
    """One line of a text display as HTML."""
    if text.startswith("### "):
        return f"<h3>{inline(text[4:])}</h3>"
    if text.startswith("-# "):
        return f'<div class="small">{inline(text[3:])}</div>'
    if text.startswith("- "):
        return f"<ul><li>{inline(text[2:])}</li></ul>"
    return f"<div>{inline(text) or '&nbsp;'}</div>"


def select(component):
    """What a closed list shows: what is chosen in it, else its placeholder."""
    chosen = [option["label"] for option in component["options"] if option.get("default")]
    return f'<b>{html.escape(", ".join(chosen))}</b>' if chosen else html.escape(component["placeholder"])


def draw(component):
    """A component and all it holds as HTML."""
    inside = "".join(draw(child) for child in component.get("components", []))
    match component["type"]:
        case 1:
            return f'<div class="row">{inside}</div>'
        case 2:
            arrow = " ↗" if component["style"] == 5 else ""
            return f'<span class="button {BUTTON_STYLES[component["style"]]}">{html.escape(component["label"])}{arrow}</span>'
        case 3:
            return f'<div class="select">{select(component)} ({len(component["options"])}) ▾</div>'
        case 9:
            return f'<div class="section"><div>{inside}</div>{draw(component["accessory"])}</div>'
        case 10:
            return f'<div class="text">{"".join(line(part) for part in component["content"].splitlines())}</div>'
        case 13:
            return f'<div class="container">📄 {html.escape(component["file"]["url"].removeprefix("attachment://"))}</div>'
        case 14:
            return "<hr>"
        case 17:
            blurred = " blurred" if component.get("spoiler") else ""
            return f'<div class="container{blurred}" style="border-left-color:#{component["accent_color"]:06x}">{inside}</div>'
        case other:
            raise SystemExit(f"no way to draw a component of type {other}; teach it to tests/sheet.py")


def messages(logs):
    """The different messages of some logs, in order."""
    seen = set()
    for log in logs:
        for request in map(json.loads, pathlib.Path(log).open(encoding="utf-8", newline="\n")):
            body = request["body"] if isinstance(request.get("body"), dict) else {}
            # A callback's message, or one that is posted to a channel.
            data = body.get("data") or (body if "/channels/" in request.get("path", "") else {})
            key = json.dumps([data.get("content"), data.get("components")], sort_keys=True)
            if data.get("components") and key not in seen:
                seen.add(key)
                yield data


def phone(message):
    """A message as a narrow column."""
    whom = "<small>Only you can see this</small>" if message.get("flags", 0) & 64 else ""
    said = "".join(f"<div class=\"text\">{line(part)}</div>" for part in (message.get("content") or "").splitlines())
    parts = said + "".join(draw(component) for component in message["components"])
    return f'<div class="phone"><div class="name">lorebot {whom}</div>{parts}</div>'


def page(shown):
    """A page of columns."""
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><div class="sheet">{"".join(map(phone, shown))}</div>'


def main(arguments):
    if len(arguments) < 2:
        raise SystemExit(__doc__)
    folder = pathlib.Path(arguments[-1])
    folder.mkdir(parents=True, exist_ok=True)
    shown = list(messages(arguments[:-1]))
    (folder / "sheet.html").write_text(page(shown))
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"{len(shown)} messages in {folder}/sheet.html; no headless browser is here to take pictures")
        return
    for number, at in enumerate(range(0, len(shown), MESSAGES_ON_A_PICTURE), 1):
        part = folder / f"sheet-{number}.html"
        part.write_text(page(shown[at : at + MESSAGES_ON_A_PICTURE]))
        options = ["--no-sandbox", "--headless", "--hide-scrollbars", "--window-size=1260,1700"]
        picture = part.with_suffix(".png").resolve()
        subprocess.run([browser, *options, f"--screenshot={picture}", part.resolve().as_uri()], check=True, capture_output=True, timeout=120)
    print(f"{len(shown)} messages in {folder}/sheet.html and its pictures")


if __name__ == "__main__":
    main(sys.argv[1:])
