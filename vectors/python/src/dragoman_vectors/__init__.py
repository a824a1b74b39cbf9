"""Test vectors of signatures, bodies and errors of Huawei Cloud, Alibaba Cloud and BlueKing, as Wycheproof has them."""

import json
from importlib.resources import files
from typing import Any, Dict, List

__all__ = ["families", "load"]

_DATA = files(__name__) / "data"


def families() -> List[str]:
    """The names of all families, sorted."""
    return sorted(entry.name[: -len(".json")] for entry in _DATA.iterdir() if entry.name.endswith(".json"))


def load(family: str) -> Dict[str, Any]:
    """One family. Raises KeyError where there is none of the name."""
    if family not in families():
        raise KeyError(family)
    return json.loads((_DATA / f"{family}.json").read_text(encoding="utf-8"))
