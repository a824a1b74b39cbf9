"""Runs programs, not changed, while the cloud fails."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from .launch import command_line

#: Of ``dragoman rehearse``: all is as expected, or something is not.
REHEARSED = (0, 1)


class RehearsalError(Exception):
    """A rehearsal could not be made; the text says why, and what would help."""


@dataclass(frozen=True)
class RehearsedCase:
    """What a program did in one case."""

    #: None where no connection came about.
    door: Optional[str]
    operation: Optional[str]
    case: str
    #: ``passed`` or ``broken``.
    verdict: str
    #: Of the call that met the fault, the first among them.
    attempts: int
    waits_ms: List[int]
    #: ``none``, ``single``, ``immediate``, ``fixed``, ``exponential``, ``jitter`` or ``hint``.
    wait_shape: str
    #: The sum of the waits.
    backoff_ms: int
    #: How many more things a create left than without faults.
    doubled: int
    #: ``recovered``, ``carried-on``, ``gave-up`` or ``still-trying``.
    ended: str
    #: None where it was cut.
    exit: Optional[int]
    seconds: float
    #: What of the contract is broken, by ``rule``, with what was expected and what came.
    findings: List[Dict[str, Any]]


@dataclass(frozen=True)
class RetryRehearsal:
    """A rehearsal of a program's retries."""

    passed: bool
    seconds: float
    #: What the program does without faults: ``seconds``, ``requests``, ``operations``.
    first_run: Dict[str, Any]
    cases: List[RehearsedCase]

    def __bool__(self) -> bool:
        return self.passed


@dataclass(frozen=True)
class LeaksRehearsal:
    """A rehearsal of leaks."""

    passed: bool
    seconds: float
    #: None where the program was cut.
    exit: Optional[int]
    #: Each with ``location``, ``line``, ``encoding``, ``value`` (where it comes from) and ``handed_out``.
    leaks: List[Dict[str, Any]]
    #: What could not be searched: ``location`` and ``reason``.
    unsearched: List[Dict[str, Any]]
    #: Values that are too short to be told from chance.
    too_short: List[Dict[str, Any]]

    def __bool__(self) -> bool:
        return self.passed


@dataclass(frozen=True)
class RotationRehearsal:
    """A rehearsal of rotation."""

    passed: bool
    #: One for each form, with its ``versions``.
    runs: List[Dict[str, Any]]
    #: What was expected, by ``form``, ``secret`` and ``criterion``, each with its ``verdict``.
    findings: List[Dict[str, Any]]

    def __bool__(self) -> bool:
        return self.passed


class Rehearsals:
    """The rehearsals over a gateway."""

    def __init__(self, url: str, token: Optional[str], command: Optional[str] = None) -> None:
        self._url = url
        self._token = token
        self._command = command

    def retry(
        self,
        command: Sequence[Union[str, Path]],
        *,
        case_timeout: Optional[str] = None,
        cases: Sequence[str] = (),
        operations: Sequence[str] = (),
        parallel: Optional[int] = None,
        contract: Union[str, Path, None] = None,
        hosts: Sequence[str] = (),
        cwd: Union[str, Path, None] = None,
        env: Optional[Mapping[str, str]] = None,
    ) -> RetryRehearsal:
        """Runs ``command`` once under each fault that its client must live with, each time in a sandbox.

        The sandboxes begin with the baseline. The options are those of ``dragoman rehearse retry``. Raises
        RehearsalError where the command does not work without faults, calls no door, or an option does not fit.
        """
        flags = {
            "case-timeout": case_timeout,
            "cases": ",".join(cases) or None,
            "operation": ",".join(operations) or None,
            "parallel": parallel,
            "contract": contract,
            "host": hosts,
        }
        result = self._rehearse("retry", flags, command, cwd, env)
        return RetryRehearsal(
            passed=result["passed"],
            seconds=result["seconds"],
            first_run=result["first_run"],
            cases=[_case(case) for case in result["cases"]],
        )

    def rotation(
        self,
        command: Sequence[Union[str, Path]],
        *,
        users: Optional[str] = None,
        rotations: Optional[int] = None,
        every: Optional[str] = None,
        grace: Optional[str] = None,
        cache_ttl: Optional[str] = None,
        start_timeout: Optional[str] = None,
        login_port: Optional[int] = None,
        hosts: Sequence[str] = (),
        cwd: Union[str, Path, None] = None,
        env: Optional[Mapping[str, str]] = None,
    ) -> RotationRehearsal:
        """Rotates what ``command`` reads while it runs, once with one user and once with two.

        The options are those of ``dragoman rehearse rotation``. Raises RehearsalError where the command reads no
        secret, or an option does not fit.
        """
        flags = {
            "users": users,
            "rotations": rotations,
            "every": every,
            "grace": grace,
            "cache-ttl": cache_ttl,
            "start-timeout": start_timeout,
            "login-port": login_port,
            "host": hosts,
        }
        result = self._rehearse("rotation", flags, command, cwd, env)
        return RotationRehearsal(passed=result["passed"], runs=result["runs"], findings=result["findings"])

    def leaks(
        self,
        command: Sequence[Union[str, Path]],
        *,
        folders: Sequence[Union[str, Path]] = (),
        keep: Sequence[str] = (),
        timeout: Optional[str] = None,
        unknown_hosts: Optional[str] = None,
        hosts: Sequence[str] = (),
        cwd: Union[str, Path, None] = None,
        env: Optional[Mapping[str, str]] = None,
    ) -> LeaksRehearsal:
        """Runs ``command`` with made-up secret values, and searches what it prints, writes and sends for them.

        The options are those of ``dragoman rehearse leaks``. Raises RehearsalError where the command cannot be run, or
        an option does not fit.
        """
        flags = {
            "folder": folders,
            "keep": keep,
            "timeout": timeout,
            "unknown-hosts": unknown_hosts,
            "host": hosts,
        }
        result = self._rehearse("leaks", flags, command, cwd, env)
        return LeaksRehearsal(**{name: result[name] for name in LeaksRehearsal.__dataclass_fields__})

    def _rehearse(
        self,
        kind: str,
        flags: Mapping[str, Any],
        command: Sequence[Union[str, Path]],
        cwd: Union[str, Path, None],
        env: Optional[Mapping[str, str]],
    ) -> Any:
        args: List[str] = []
        for name, given in flags.items():
            for value in given if isinstance(given, (list, tuple)) else [given]:
                args += [] if value is None else [f"--{name}", str(value)]
        return self._run(["rehearse", kind, "--json", *args, "--", *map(str, command)], cwd, env)

    def _run(self, args: Sequence[str], cwd: Union[str, Path, None], env: Optional[Mapping[str, str]]) -> Any:
        token = {} if self._token is None else {"DRAGOMAN_CONTROL_TOKEN": self._token}
        variables = {**(os.environ if env is None else env), "DRAGOMAN_URL": self._url, **token}
        done = subprocess.run(
            [*command_line(self._command), *args],
            cwd=cwd,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        if done.returncode not in REHEARSED or done.stdout == "":
            said = done.stderr.strip()
            raise RehearsalError(said[len("dragoman: ") :] if said.startswith("dragoman: ") else said)
        return json.loads(done.stdout)


def _case(case: Mapping[str, Any]) -> RehearsedCase:
    return RehearsedCase(**{name: case[name] for name in RehearsedCase.__dataclass_fields__})
