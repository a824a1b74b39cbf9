"""What the tests saw of every operation of every client: that it succeeded, that it was rejected."""

import re
from collections.abc import Callable, Iterable
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, TypeVar

SUCCESS, REJECTION = "success", "rejection"

_outcomes: dict[tuple[str, str], set[str]] = {}

AnyClient = TypeVar("AnyClient")


def note(client: str, operation: str, outcome: str) -> None:
    _outcomes.setdefault((client, operation), set()).add(outcome)


def outcomes(client: str, operation: str) -> set[str]:
    return _outcomes.get((client, operation), set())


def huawei_operations(client: type) -> set[str]:
    """The methods of a generated client that call an operation."""
    return {name for name in vars(client) if hasattr(client, f"_{name}_http_info")}


def aliyun_operations(client: type) -> set[str]:
    return {name for name in vars(client) if hasattr(client, f"{name}_with_options")}


def acs_operations(requests: ModuleType) -> set[str]:
    """The actions of a package of requests, one module for each."""
    return {module.name[:-len("Request")] for module in iter_modules(requests.__path__)}


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def watched(
    client: AnyClient, name: str, operations: Iterable[str], rejections: tuple[type[Exception], ...],
    is_unsupported: Callable[[Any], bool],
) -> AnyClient:
    """The client, whose calls are noted; an answer that the operation is not supported is no rejection of its own."""
    return _Watched(client, name, frozenset(operations), rejections, is_unsupported)  # type: ignore[return-value]


class _Watched:
    def __init__(self, client: Any, name: str, operations: frozenset[str], rejections: tuple[type[Exception], ...],
                 is_unsupported: Callable[[Any], bool]) -> None:
        self._client, self._name, self._operations = client, name, operations
        self._rejections, self._is_unsupported = rejections, is_unsupported

    def __getattr__(self, member: str) -> Any:
        found = getattr(self._client, member)
        if member not in self._operations:
            return found

        def call(*arguments: Any, **options: Any) -> Any:
            try:
                answer = found(*arguments, **options)
            except self._rejections as error:
                if not self._is_unsupported(error):
                    note(self._name, member, REJECTION)
                raise
            note(self._name, member, SUCCESS)
            return answer

        return call
