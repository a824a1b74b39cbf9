"""Which facts requests rested on, by how each fact is known."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

from .control import Control

#: How a fact is known, the strongest first.
GRADES = (
    "live-capture",
    "official-sdk-seen",
    "upstream-suite",
    "vendor-vector",
    "vendor-source",
    "vendor-document",
    "inferred",
)

#: What a receipt is written as, by the end of its file's name.
_FORMATS = {".md": "markdown", ".json": "json", ".xml": "junit", ".html": "html"}


@dataclass(frozen=True)
class UsedItem:
    """An operation that was called, or with ``code`` an error that it answered."""

    door: str
    operation: str
    code: Optional[str]
    requests: int
    #: How often which status of HTTP was answered.
    statuses: Mapping[str, int]
    #: The ids of its facts by their strongest grade, the strongest first.
    facts: Mapping[str, List[str]]
    #: None where nothing is known.
    strongest: Optional[str]
    weakest: Optional[str]
    #: Whether one fact has the grade that was asked for, or a stronger one.
    is_enough: bool


@dataclass(frozen=True)
class NotServed:
    """What was asked for and no door serves."""

    #: None where it matched no door.
    door: Optional[str]
    #: The operation, or method and path where it is not known.
    request: str
    requests: int


@dataclass(frozen=True)
class FieldWithoutEffect:
    """A field that was sent and changes nothing."""

    door: str
    operation: str
    field: str
    #: "unread": no code asks for it; "ignored": it is taken, and nothing comes of it.
    why: str
    #: What is known of one that is ignored.
    fact: Optional[str]
    requests: int


@dataclass(frozen=True)
class Receipt:
    """Which facts requests rested on. It is true where all that was used has a fact of the grade that was asked for."""

    requests: int
    #: How many requests are not in it, as the journal has them no more.
    dropped: int
    min_grade: Optional[str]
    passed: bool
    used: Tuple[UsedItem, ...]
    not_served: Tuple[NotServed, ...]
    without_effect: Tuple[FieldWithoutEffect, ...]
    #: What a door that was called serves beside that, by door.
    not_called: Mapping[str, List[str]]
    #: All of it, as the control API answers.
    document: Mapping[str, Any]

    def __bool__(self) -> bool:
        return self.passed


def read_receipt(control: Control, min_grade: Optional[str], run: Optional[str] = None) -> Receipt:
    """The receipt of an environment, or of what was kept of a run."""
    return _receipt_of(control.call("GET", "/receipt", query=_query(min_grade, run)))


def write_receipt(
    control: Control, file: Union[str, "os.PathLike[str]"], min_grade: Optional[str], run: Optional[str] = None
) -> None:
    """Writes it in the form that the end of the file's name asks for. Raises ValueError for another end."""
    path = Path(file)
    query = {"as": format_of(path), **_query(min_grade, run)}
    text = str(control.call("GET", "/receipt/text", query=query))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def format_of(path: Path) -> str:
    """What a file is written as. Raises ValueError for an end that asks for none."""
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise ValueError(f"a receipt is written as {', '.join(_FORMATS)}: {path.name!r} ends otherwise")
    return form


def keep(control: Control, run: str, *, begin: bool = False) -> None:
    """Keeps what an environment was asked so far for the receipt of a run; with ``begin`` none of that is of it."""
    control.call("PUT", f"/receipt/runs/{run}", query={"begin": "true"} if begin else None)


def _query(min_grade: Optional[str], run: Optional[str]) -> Dict[str, str]:
    given = {"min_grade": min_grade, "run": run}
    return {name: value for name, value in given.items() if value is not None}


def _receipt_of(document: Mapping[str, Any]) -> Receipt:
    return Receipt(
        requests=document["requests"],
        dropped=document["dropped"],
        min_grade=document["min_grade"],
        passed=document["passed"],
        used=tuple(UsedItem(**_fields_of(UsedItem, item)) for item in document["used"]),
        not_served=tuple(NotServed(**_fields_of(NotServed, item)) for item in document["not_served"]),
        without_effect=tuple(
            FieldWithoutEffect(**_fields_of(FieldWithoutEffect, item)) for item in document["without_effect"]
        ),
        not_called={item["door"]: item["operations"] for item in document["not_called"]},
        document=document,
    )


def _fields_of(kind: Any, item: Mapping[str, Any]) -> Dict[str, Any]:
    """What this version knows of it; a newer gateway may say more."""
    return {name: item[name] for name in kind.__dataclass_fields__}
