"""Any operation of a generated client of Huawei, called by its name."""

from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException

from shapes import HEX32

Rejection = tuple[int, str]

WRONG_SIGNATURE = (401, "APIGW.0301")


class Operations:
    """Calls with fields as the client's models name them; answers as dicts of the models, without what is absent."""

    def __init__(self, sdk: ModuleType, client: Any) -> None:
        self.sdk, self.client = sdk, client

    def request(self, operation: str, **fields: Any) -> Any:
        model = getattr(self.sdk, f"{_camel(operation)}Request")
        body = fields.get("body")
        if isinstance(body, dict):
            fields["body"] = getattr(self.sdk, model.openapi_types["body"])(**body)
        return model(**fields)

    def call(self, operation: str, **fields: Any) -> Any:
        """The response's model, with its status."""
        return getattr(self.client, operation)(self.request(operation, **fields))

    def __call__(self, operation: str, **fields: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.call(operation, **fields).to_dict()
        return {key: value for key, value in answer.items() if value is not None}

    def rejected(self, operation: str, **fields: Any) -> Rejection:
        """Status and code of the rejection, which bears a request id and a message."""
        with pytest.raises(ClientRequestException) as caught:
            self.call(operation, **fields)
        error = caught.value
        assert HEX32.fullmatch(error.request_id) and error.error_msg
        return error.status_code, error.error_code

    def blank(self, operation: str) -> dict[str, Any]:
        """Fields that lead to the operation, whatever it thinks of them."""
        types = getattr(self.sdk, f"{_camel(operation)}Request").openapi_types
        return {
            name: _ANY.get(kind, {}) if name == "body" else _ANY.get(kind, str(uuid4())) for name, kind in types.items()
        }


_ANY: dict[str, Any] = {"int": 1, "bool": True}


def _camel(operation: str) -> str:
    return "".join(part.capitalize() for part in operation.split("_"))
