"""The fixtures, options and marks of pytest."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional

import pytest

from . import clients
from .gateway import Dragoman, Sandbox
from .launch import StartError
from .parts import Clock, Faults, Journal
from .receipt import GRADES, Receipt
from .run_receipt import RunReceipt
from .shared import GatewayServer, ask
from .variables import client_variables, write_authorities

#: Rejected requests that are explained below a test that failed.
_MAX_EXPLAINED = 5

_SERVER = pytest.StashKey[GatewayServer]()
_SANDBOX = pytest.StashKey[Sandbox]()
_RECEIPT = pytest.StashKey[RunReceipt]()

_OPTIONS = {
    "url": "address of a gateway that runs already; without it one is started",
    "token": "control token of that gateway",
    "bin": "program to start in place of the gateway that came with this package",
    "config": "file of settings for the gateway that is started, as dragoman.yaml",
    "seeds": "file of seeds that the gateway and its sandboxes begin with",
    "receipt": "file for the receipt of the run, which facts it rested on: .md, .json, .xml (JUnit) or .html",
    "min_grade": "fails the run where something used has no fact of this grade or a stronger one",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("dragoman", "Dragoman, the emulator of cloud secret services")
    for name, help_text in _OPTIONS.items():
        told = f"{help_text} (ini dragoman_{name}, variable {_variable(name)})"
        flag = f"--dragoman-{name.replace('_', '-')}"
        group.addoption(flag, dest=f"dragoman_{name}", metavar=name.upper(), help=told)
        parser.addini(f"dragoman_{name}", help_text)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "dragoman(seeds=None, clock=None): what the sandbox of this test begins with: seeds as in a seed file, "
        "and the time to freeze its clock at",
    )
    receipt = _run_receipt(config)
    if receipt is not None:
        config.stash[_RECEIPT] = receipt


def pytest_unconfigure(config: pytest.Config) -> None:
    server = config.stash.get(_SERVER, None)
    if server is not None:
        server.close()


class _Workers:
    """What only a run with pytest-xdist has."""

    @pytest.hookimpl
    def pytest_configure_node(self, node: Any) -> None:
        """Tells a worker whom to ask for the gateway."""
        config = node.config
        if _option(config, "url") is None:
            node.workerinput["dragoman_address"] = _server(config).address
        receipt = config.stash.get(_RECEIPT, None)
        if receipt is not None:
            receipt.begin_once(_option(config, "url"), _option(config, "token"))
            node.workerinput["dragoman_run"] = receipt.run


@pytest.hookimpl
def pytest_plugin_registered(plugin: object, manager: pytest.PytestPluginManager) -> None:
    if manager.hasplugin("xdist") and not manager.hasplugin("dragoman_workers"):
        manager.register(_Workers(), "dragoman_workers")


@pytest.fixture(scope="session")
def dragoman(request: pytest.FixtureRequest) -> Iterator[Dragoman]:
    """The gateway of the run: found by its address, or started and ended with the run."""
    config = request.config
    url, token = _option(config, "url"), _option(config, "token")
    workerinput: Dict[str, Any] = getattr(config, "workerinput", {})
    problem = None
    try:
        if url is None and "dragoman_address" in workerinput:
            url, token = ask(workerinput["dragoman_address"])
        gateway = _start(config) if url is None else Dragoman(url=url, token=token)
    except (StartError, RuntimeError) as error:
        problem = str(error)
    if problem is not None:
        pytest.fail(problem, pytrace=False)
    receipt = config.stash.get(_RECEIPT, None)
    gateway.run = receipt.run if receipt is not None else workerinput.get("dragoman_run")
    if receipt is not None:
        receipt.begin_once(url, token)
    yield gateway
    if receipt is not None:
        receipt.finish(gateway)
    gateway.close()


@pytest.fixture
def dragoman_sandbox(request: pytest.FixtureRequest, dragoman: Dragoman) -> Iterator[Sandbox]:
    """An environment of this test's own, with fresh credentials and addresses for the three doors."""
    mark = _mark(request.node)
    sandbox = dragoman.sandbox(request.node.nodeid, seeds=mark.get("seeds"))
    request.node.stash[_SANDBOX] = sandbox
    if mark.get("clock") is not None:
        sandbox.clock.freeze(mark["clock"])
    yield sandbox
    sandbox.close()


@pytest.fixture
def dragoman_receipt(dragoman_sandbox: Sandbox) -> Callable[..., Receipt]:
    """Asks which facts this test's requests so far rested on: ``dragoman_receipt(min_grade="vendor-document")``."""
    return dragoman_sandbox.receipt


@pytest.fixture
def dragoman_clock(dragoman_sandbox: Sandbox) -> Clock:
    """The clock of this test's sandbox."""
    return dragoman_sandbox.clock


@pytest.fixture
def dragoman_faults(dragoman_sandbox: Sandbox) -> Faults:
    """The faults of this test's sandbox."""
    return dragoman_sandbox.faults


@pytest.fixture
def dragoman_journal(dragoman_sandbox: Sandbox) -> Journal:
    """The journal of this test's sandbox."""
    return dragoman_sandbox.journal


@pytest.fixture(scope="session")
def dragoman_authority(dragoman: Dragoman, tmp_path_factory: pytest.TempPathFactory) -> Optional[Path]:
    """A file with the certificates that https clients are to trust, the gateway's among them; None without https."""
    authority = dragoman.authority()
    if authority is None:
        return None
    return write_authorities(tmp_path_factory.mktemp("dragoman") / "authorities.pem", authority)


@pytest.fixture
def dragoman_env(
    dragoman_sandbox: Sandbox, dragoman_authority: Optional[Path], monkeypatch: pytest.MonkeyPatch
) -> Dict[str, str]:
    """Sets the variables that official clients read, for code that builds its own; undone as the test ends."""
    variables = client_variables(dragoman_sandbox, dragoman_authority)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if dragoman_authority is not None:
        _trust(dragoman_authority, monkeypatch)
    return variables


@pytest.fixture
def huawei_csms(dragoman_sandbox: Sandbox) -> Any:
    """Huawei's client of CSMS, in this test's sandbox."""
    return _client(clients.huawei_csms, dragoman_sandbox)


@pytest.fixture
def huawei_kms(dragoman_sandbox: Sandbox) -> Any:
    """Huawei's client of KMS, in this test's sandbox."""
    return _client(clients.huawei_kms, dragoman_sandbox)


@pytest.fixture
def aliyun_kms(dragoman_sandbox: Sandbox) -> Any:
    """Alibaba Cloud's client of KMS, in this test's sandbox."""
    return _client(clients.aliyun_kms, dragoman_sandbox)


@pytest.fixture
def bk_gateway(dragoman_sandbox: Sandbox) -> Any:
    """BlueKing's client of the API gateway, in this test's sandbox."""
    return _client(clients.bk_gateway, dragoman_sandbox)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Below a test that failed: why requests of it were rejected."""
    outcome = yield
    # The result of the hooks that are wrapped, which the plugin manager sends in; its type is not stated.
    report: pytest.TestReport = outcome.get_result()  # type: ignore[attr-defined]
    sandbox = item.stash.get(_SANDBOX, None)
    if report.when == "call" and report.failed and sandbox is not None:
        lines = _explanations(sandbox.journal)
        if lines:
            report.sections.append(("Dragoman: rejected requests", "\n".join(lines)))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In the process that has the workers, where there are some: they have ended by now."""
    config = session.config
    receipt = config.stash.get(_RECEIPT, None)
    if receipt is None:
        return
    if receipt.receipt is None and receipt.problem is None:
        _finish_for_workers(config, receipt)
    if receipt.is_failed and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    receipt = config.stash.get(_RECEIPT, None)
    line = None if receipt is None else receipt.summary()
    if receipt is not None and line is not None:
        terminalreporter.write_line(line, red=receipt.is_failed)


def _finish_for_workers(config: pytest.Config, receipt: RunReceipt) -> None:
    """Of a gateway that workers asked for; a run whose tests ask for none has no receipt."""
    server = config.stash.get(_SERVER, None)
    gateway = None if server is None else server.started
    url = _option(config, "url")
    if gateway is None and url is not None and config.pluginmanager.hasplugin("dsession"):
        gateway = Dragoman(url=url, token=_option(config, "token"))
    if gateway is not None:
        receipt.finish(gateway)


def _run_receipt(config: pytest.Config) -> Optional[RunReceipt]:
    """None where none is asked for, and in workers: the process that has them writes it."""
    file, min_grade = _file(config, "receipt"), _option(config, "min_grade")
    if hasattr(config, "workerinput") or (file is None and min_grade is None):
        return None
    if min_grade is not None and min_grade not in GRADES:
        raise pytest.UsageError(f"dragoman_min_grade is one of {', '.join(GRADES)}, not {min_grade!r}")
    try:
        return RunReceipt(file, min_grade)
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error


def _explanations(journal: Journal) -> List[str]:
    """A few lines for each of the last requests that were rejected. A gateway that is gone has nothing to say."""
    try:
        rejected = journal.list(outcome="rejected")[-_MAX_EXPLAINED:]
        return [line for entry in rejected for line in _explanation(journal, entry)]
    except Exception as error:
        return [f"the journal cannot be read: {error}"]


def _explanation(journal: Journal, entry: Dict[str, Any]) -> List[str]:
    what = f"{entry['door']} {entry['operation'] or entry['path']}"
    head = f"{what}{'' if entry['resource'] is None else ' ' + entry['resource']}: {entry['status']} {entry['code']}"
    explained = journal.explain(entry["request_id"])
    return [head, f"  {explained['verdict']}", *(f"  - {remedy}" for remedy in explained["remedies"])]


def _client(make: Any, sandbox: Sandbox) -> Any:
    try:
        return make(sandbox)
    except clients.SdkMissingError as error:
        problem = str(error)
    pytest.fail(problem, pytrace=False)


def _trust(authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For clients that look at no variable, Alibaba Cloud's among them: they trust what certifi names."""
    if importlib.util.find_spec("certifi") is not None:
        monkeypatch.setattr("certifi.where", lambda: str(authority))
    if "requests.adapters" in sys.modules:
        monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(authority))


def _mark(node: pytest.Item) -> Dict[str, Any]:
    """What the nearest mark says."""
    mark = node.get_closest_marker("dragoman")
    if mark is None:
        return {}
    unknown = set(mark.kwargs) - {"seeds", "clock"}
    if unknown or mark.args:
        pytest.fail("@pytest.mark.dragoman takes seeds=… and clock=… alone", pytrace=False)
    return dict(mark.kwargs)


def _server(config: pytest.Config) -> GatewayServer:
    server = config.stash.get(_SERVER, None)
    if server is None:
        server = config.stash[_SERVER] = GatewayServer(lambda: _start(config))
    return server


def _start(config: pytest.Config) -> Dragoman:
    return Dragoman(
        command=_option(config, "bin"),
        config_file=_file(config, "config"),
        seed_file=_file(config, "seeds"),
    )


def _file(config: pytest.Config, name: str) -> Optional[Path]:
    """A file that an option names, from the folder of the run's own settings."""
    given = _option(config, name)
    return None if given is None else Path(config.rootpath, given)


def _option(config: pytest.Config, name: str) -> Optional[str]:
    given = config.getoption(f"dragoman_{name}") or os.environ.get(_variable(name)) or config.getini(f"dragoman_{name}")
    return str(given) if given else None


def _variable(name: str) -> str:
    return {"token": "DRAGOMAN_CONTROL_TOKEN", "seeds": "DRAGOMAN_SEED_FILE"}.get(name, f"DRAGOMAN_{name.upper()}")
