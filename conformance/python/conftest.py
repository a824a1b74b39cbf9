from collections.abc import Iterator

import pytest
from aliyunsdkcore.client import AcsClient

# Helpers that assert: pytest must know of them before they are imported.
pytest.register_assert_rewrite("acs_calls", "bk_calls", "csms_calls", "gateway", "kms_calls")

import clients
from csms_calls import Csms
from gateway import Gateway, running_gateway
from kms_calls import Kms


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One gateway, with the settings that it comes with, for all tests but those of settings."""
    with running_gateway(tmp_path_factory.mktemp("gateway")) as running:
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
