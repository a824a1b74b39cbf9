"""Bodies for JOB's credential operations, and the forms of their failures."""

from typing import Any

import pytest
from bkapi_client_core.exceptions import APIGatewayResponseError

import identity
from shapes import HEX32, UUID
from values import secret_value, unique_name


def credential(**fields: Any) -> dict[str, Any]:
    """A body that create_credential takes; None leaves a field out."""
    body = {
        **identity.BK_SCOPE, "name": unique_name(), "type": "SECRET_KEY", "credential_secret_key": secret_value(),
        **fields
    }
    return {key: value for key, value in body.items() if value is not None}


def lookup(credential_id: str) -> dict[str, Any]:
    return {**identity.BK_SCOPE, "id": credential_id}


def gateway_rejection(call: Any, *arguments: Any, **options: Any) -> APIGatewayResponseError:
    """The error that the API gateway itself answers; its headers and its body say the same."""
    with pytest.raises(APIGatewayResponseError) as caught:
        call(*arguments, **options)
    error = caught.value
    body = error.response_json()
    assert set(body) == {"code", "code_name", "message", "result", "data"}
    assert (body["result"], body["data"]) == (False, None)
    assert (error.error_code, error.error_message) == (str(body["code"]), body["message"])
    assert UUID.fullmatch(error.request_id) and error.response.headers["X-Request-Id"]
    return error


def job_failure(answer: dict[str, Any]) -> tuple[int, str]:
    """Code and message of a failure of JOB behind the API gateway, whose form is checked."""
    assert set(answer) == {"code", "result", "job_request_id", "message"}
    assert answer["result"] is False and HEX32.fullmatch(answer["job_request_id"])
    return answer["code"], answer["message"]


def esb_failure(answer: dict[str, Any]) -> tuple[int, str]:
    """The same behind the ESB, which adds its own fields."""
    assert (answer["result"], answer["data"]) == (False, None)
    assert HEX32.fullmatch(answer["request_id"])
    return answer["code"], answer["message"]
