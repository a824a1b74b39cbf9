from collections.abc import Iterator

import pytest
from aliyunsdkcore.client import AcsClient

# Helpers that assert: pytest must know of them before they are imported.
pytest.register_assert_rewrite(
    "acs_calls", "aliyun_calls", "bk_calls", "csms_calls", "gateway", "huawei_calls", "kms_calls", "xml_calls"
)

import clients
import exercised
from csms_calls import Csms
from gateway import Gateway, running, running_gateway
from kms_calls import Kms


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One gateway, with the settings that it comes with, for all tests but those of settings."""
    with running_gateway(tmp_path_factory.mktemp("gateway")) as running:
        yield running


INSTANCES = """
doors:
  aliyun:
    instances:
      - id: kst-1
        name: first
        access_points:
          - name: point
            policies: [policy]
            client_keys: [{id: KAAP.1}]
        network_rules: [{name: rule, source_private_ip: [10.0.0.0/8]}]
        policies:
          - name: policy
            permissions: [RbacPermission/Template/CryptoServiceSecretUser]
            resources: ["secret/*"]
      - id: kst-2
"""


@pytest.fixture(scope="session")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """
    A gateway with instances of KMS, and for tests that make many secrets: all doors fill the development vault,
    in which the Huawei door allows of 200.
    """
    directory = tmp_path_factory.mktemp("configured")
    (directory / "dragoman.yaml").write_text(INSTANCES, encoding="utf-8")
    with running_gateway(directory) as running:
        yield running


@pytest.fixture(scope="session")
def csms(gateway: Gateway) -> Csms:
    return Csms(clients.huawei_client(gateway))


@pytest.fixture(scope="session")
def kms(gateway: Gateway) -> Kms:
    return Kms(clients.aliyun_client(gateway))


@pytest.fixture(scope="session")
def acs() -> AcsClient:
    return clients.acs_client()


@pytest.fixture(scope="session")
def job(gateway: Gateway) -> clients.JobClient:
    return clients.job_client(gateway)


@pytest.fixture(scope="session")
def esb(gateway: Gateway) -> clients.EsbJobClient:
    return clients.esb_client(gateway)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item: pytest.Item) -> "Iterator[None]":
    yield
    file, _, test = item.nodeid.partition("::")
    exercised.keep(file, test, [gateway.url for gateway in running])


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    file, _, test = report.nodeid.partition("::")
    if report.when == "call" or report.outcome == "failed":
        exercised.results[file][test] = report.outcome


def pytest_sessionfinish() -> None:
    exercised.write()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What looks back at all tests comes last, and not at all when only some of them run."""
    last = [item for item in items if item.get_closest_marker("whole_run")]
    others = [item for item in items if item not in last]
    files = {item.path.name for item in items}
    is_whole = not config.option.keyword and all(path.name in files for path in config.rootpath.glob("test_*.py"))
    is_whole = is_whole and not any("::" in argument for argument in config.args)
    items[:] = others + last if is_whole else others
