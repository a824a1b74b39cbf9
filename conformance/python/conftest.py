from typing import Iterator

import pytest
from aliyunsdkcore.client import AcsClient

pytest.register_assert_rewrite("gateway", "csms_calls", "kms_calls")

import clients
import identity
import values
from csms_calls import Csms
from gateway import Gateway, start_gateway, stop_gateway
from kms_calls import Kms


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One gateway for all tests. When they are through it must end in order, and its console must not show a secret."""
    running = start_gateway(tmp_path_factory.mktemp("gateway"))
    yield running
    stop_gateway(running)
    console = running.console()
    shown = [secret for secret in (*identity.SECRETS, *values.used_markers()) if secret in console]
    assert shown == []


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
