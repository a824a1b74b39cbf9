"""What a client made of the operations: by the operation's name, a proof of success, and the code of one error."""

import json
from typing import Callable

results: dict[str, dict[str, str]] = {}


def record(
    name: str,
    success: Callable[[], object],
    failure: Callable[[], object],
    code_of: Callable[[Exception], str],
) -> None:
    """Runs both; what a success answers is shown as text."""
    entry = {"success": "", "error": "none"}
    try:
        entry["success"] = str(success())
    except Exception as error:  # pylint: disable=broad-except
        entry["success"] = f"{type(error).__name__}: {error}"
    try:
        failure()
    except Exception as error:  # pylint: disable=broad-except
        entry["error"] = code_of(error)
    results[name] = entry


def show() -> None:
    print(json.dumps(results))
