"""
Keeps, for each test, which operations of which doors it called and what they answered, as the gateways' journals tell
it: `npm run facts` holds the witnesses of facts to it. Written where EXERCISED_DIRECTORY says; no value is kept.
"""

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

SUITE = "conformance/python"
PAGE = 1000
DIRECTORY = os.environ.get("EXERCISED_DIRECTORY", "")

tests: "dict[str, dict[str, set[str]]]" = defaultdict(lambda: defaultdict(set))
results: "dict[str, dict[str, str]]" = defaultdict(dict)
_seen: "dict[str, int]" = {}


def keep(file: str, test: str, urls: "list[str]") -> None:
    """What the journals of these gateways got since they were asked last is this test's."""
    for url in urls if DIRECTORY else []:
        tests[file][test].update(line for line in map(_line_of, _new_entries(url)) if line is not None)


def write() -> None:
    if not DIRECTORY:
        return
    directory = Path(DIRECTORY)
    directory.mkdir(parents=True, exist_ok=True)
    for name, kept, suffix in [("tests", tests, ""), ("results", results, ".results")]:
        for file, of_file in kept.items():
            path = directory / f"{SUITE}/{file}{suffix}.json".replace("/", "~")
            values = {test: value if isinstance(value, str) else sorted(value) for test, value in of_file.items()}
            path.write_text(json.dumps({"file": f"{SUITE}/{file}", name: values}), encoding="utf-8")


def _new_entries(url: str) -> "list[dict[str, Any]]":
    entries: "list[dict[str, Any]]" = []
    while True:
        after = _seen.get(url, 0)
        try:
            with urlopen(f"{url}/_dragoman/journal?limit={PAGE}&after={after}") as answer:
                page = json.load(answer)
        except HTTPError:  # A test switched the journal off, or the control API.
            return entries
        entries += page["entries"]
        _seen[url] = page["last"]
        if not page["more"]:
            return entries


def _line_of(entry: "dict[str, Any]") -> "str | None":
    """Door, operation, status, code and field, with `-` for what there is not; an injected error is marked."""
    if entry["door"] is None:
        return None
    code = "-" if entry["code"] is None else f"{entry['code']}{'(injected)' if entry['injected'] else ''}"
    return f"{entry['door']} {entry['operation'] or '-'} {entry['status']} {code} -"
