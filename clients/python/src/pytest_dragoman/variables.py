"""The variables of the environment that official clients read, for code that builds its own."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Dict, Optional

from .environment import Environment

#: Hosts that are reached without the proxy.
_LOCAL = "localhost,127.0.0.1,::1"


def client_variables(environment: Environment, authority: Optional[Path]) -> Dict[str, str]:
    """Credentials, endpoints, the proxy that answers for the clouds' own hosts, and whom to trust.

    ``authority`` is a file with all the certificates to trust, see ``write_authorities``; None without https.
    """
    return {
        "DRAGOMAN_URL": environment.url,
        **_huawei(environment),
        **_aliyun(environment),
        **_bk(environment),
        **_proxy(environment),
        **({} if authority is None else _trust(authority)),
    }


def write_authorities(file: Path, authority: str) -> Path:
    """Writes the gateway's authority and those that Python trusts: clients take one file for all hosts."""
    defaults = ssl.get_default_verify_paths().cafile
    public = Path(defaults).read_text(encoding="utf-8") if defaults and Path(defaults).exists() else ""
    file.write_text(f"{authority}\n{public}", encoding="utf-8")
    return file


def _huawei(environment: Environment) -> Dict[str, str]:
    huawei, url = environment.huawei, environment.url
    region = huawei.region.upper().replace("-", "_")
    return {
        "HUAWEICLOUD_SDK_AK": huawei.ak,
        "HUAWEICLOUD_SDK_SK": huawei.sk,
        "HUAWEICLOUD_SDK_PROJECT_ID": huawei.project_id,
        **{f"HUAWEICLOUD_SDK_REGION_{service}_{region}": url for service in ("CSMS", "KMS", "IAM")},
    }


def _aliyun(environment: Environment) -> Dict[str, str]:
    return {
        "ALIBABA_CLOUD_ACCESS_KEY_ID": environment.aliyun.access_key_id,
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET": environment.aliyun.access_key_secret,
    }


def _bk(environment: Environment) -> Dict[str, str]:
    bk = environment.bk
    return {
        "BK_APP_CODE": bk.bk_app_code,
        "BK_APP_SECRET": bk.bk_app_secret,
        "BKPAAS_APP_ID": bk.bk_app_code,
        "BKPAAS_APP_SECRET": bk.bk_app_secret,
        "BK_API_URL_TMPL": f"{environment.url}/api/{{api_name}}",
        "BK_COMPONENT_API_URL": environment.url,
    }


def _proxy(environment: Environment) -> Dict[str, str]:
    names = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")
    return {**{name: environment.url for name in names}, "NO_PROXY": _LOCAL, "no_proxy": _LOCAL}


def _trust(authority: Path) -> Dict[str, str]:
    names = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "ALIBABA_CLOUD_CA_BUNDLE")
    return {name: str(authority) for name in names}
