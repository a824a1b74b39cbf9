import os
import time

from bkapi_client_core.apigateway import APIGatewayClient, Operation, OperationGroup, bind_property


class Job(OperationGroup):
    create_credential = bind_property(
        Operation, name="create_credential", method="POST", path="/api/v3/create_credential"
    )
    update_credential = bind_property(
        Operation, name="update_credential", method="POST", path="/api/v3/update_credential"
    )
    get_credential_detail = bind_property(
        Operation, name="get_credential_detail", method="GET", path="/api/v3/get_credential_detail"
    )


class Client(APIGatewayClient):
    _api_name = "bk-job"
    api = bind_property(Job, name="api")


client = Client(endpoint=os.environ.get("BK_API_URL_TMPL", "http://127.0.0.1:4600/api/{api_name}"), stage="prod")
client.update_bkapi_authorization(
    bk_app_code=os.environ.get("BK_APP_CODE", "dragoman"),
    bk_app_secret=os.environ.get("BK_APP_SECRET", "dragoman-development-app-secret"),
    bk_username=os.environ.get("BK_USERNAME", "admin"),
)

scope = {"bk_scope_type": "biz", "bk_scope_id": "2"}
credential = {
    **scope, "name": f"example-python-{time.time_ns()}", "type": "USERNAME_PASSWORD", "credential_username": "app"
}

created = client.api.create_credential({**credential, "credential_password": "first"})
assert created["result"], created["message"]
id = created["data"]["id"]

updated = client.api.update_credential({
    **credential, "id": id, "credential_password": "second", "description": "rotated"
})
assert updated["result"], updated["message"]

detail = client.api.get_credential_detail({**scope, "id": id})["data"]
assert (detail["name"], detail["type"], detail["description"]) == (credential["name"], "USERNAME_PASSWORD", "rotated")
print(f"OK: {detail['name']} is {detail['description']}, last by {detail['last_modify_user']}")
