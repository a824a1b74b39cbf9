"""bkapi-client-core behind the API gateway and behind ESB, given what stands in the environment."""

from os import environ

from bkapi_client_core.apigateway import APIGatewayClient, Operation, OperationGroup, bind_property
from bkapi_client_core.esb import ESBClient

SCOPE = {"bk_scope_type": "biz", "bk_scope_id": "2"}
APP = {"bk_app_code": environ["BK_APP_CODE"], "bk_app_secret": environ["BK_APP_SECRET"], "bk_username": "admin"}
SECRET = {**SCOPE, "type": "PASSWORD", "credential_password": "planted-value"}


class Gateway(APIGatewayClient):
    _api_name = "bk-job"
    api = bind_property(OperationGroup, name="api")

    def on_init(self):
        for name, method in (("create_credential", "POST"), ("get_credential_detail", "GET")):
            self.api.register(name, Operation(method=method, path=f"/api/v3/{name}"))


class Esb(ESBClient):
    jobv3 = bind_property(OperationGroup, name="jobv3")

    def on_init(self):
        for name in ("create_credential", "get_credential_detail"):
            path = f"/api/c/compapi{{bk_api_ver}}/jobv3/{name}/"
            self.jobv3.register(name, Operation(method="POST", path=path))


gateway = Gateway(endpoint="https://bkapi.example.com/api/{api_name}", stage="prod")
esb = Esb(endpoint="https://bkapi.example.com", bk_api_ver="v2")
told = []
for client, operations in ((gateway, gateway.api), (esb, esb.jobv3)):
    client.update_bkapi_authorization(**APP)
    made = operations.create_credential({**SECRET, "name": f"planted-name-{len(told)}"})["data"]
    told.append(operations.get_credential_detail({**SCOPE, "id": made["id"]})["data"]["type"])
    told.append(operations.get_credential_detail({**SCOPE, "id": "planted-missing"})["code"])
print(*told)
