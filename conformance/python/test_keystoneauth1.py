"""keystoneauth1: a client of OpenStack's that is given IAM's address without a version finds it."""

import pytest
from keystoneauth1.discover import Discover
from keystoneauth1.exceptions import Unauthorized
from keystoneauth1.identity.generic import Password
from keystoneauth1.session import Session

import identity
from gateway import Gateway
from values import secret_value


def password(gateway: Gateway, path: str, given: str = identity.IAM_PASSWORD) -> Password:
    return Password(
        auth_url=gateway.url + path, username=identity.IAM_USER, password=given, user_domain_name=identity.IAM_DOMAIN,
        project_id=identity.HUAWEI_PROJECT)


@pytest.mark.parametrize("path", ["", "/", "/v3", "/v3/"])
def test_an_address_leads_to_a_token_with_a_version_and_without(gateway: Gateway, path: str) -> None:
    session = Session(auth=password(gateway, path))
    assert session.get_project_id() == identity.HUAWEI_PROJECT
    listed = session.get(f"{gateway.url}/v1/{identity.HUAWEI_PROJECT}/secrets")
    assert isinstance(listed.json()["secrets"], list)


def test_the_versions_are_those_of_keystone(gateway: Gateway) -> None:
    [version] = Discover(Session(), gateway.url).version_data()
    assert (version["version"][0], version["raw_status"], version["url"]) == (3, "stable", f"{gateway.url}/v3/")


def test_a_wrong_password_is_rejected_without_a_version_too(gateway: Gateway) -> None:
    with pytest.raises(Unauthorized):
        Session(auth=password(gateway, "", secret_value())).get_token()
