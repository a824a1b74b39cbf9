package main

import (
	"cmp"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/TencentBlueKing/bk-apigateway-sdks/core/bkapi"
)

type credential struct {
	ID             string `json:"id,omitempty"`
	ScopeType      string `json:"bk_scope_type"`
	ScopeID        string `json:"bk_scope_id"`
	Name           string `json:"name"`
	Type           string `json:"type"`
	Description    string `json:"description,omitempty"`
	Username       string `json:"credential_username,omitempty"`
	Password       string `json:"credential_password,omitempty"`
	LastModifyUser string `json:"last_modify_user,omitempty"`
}

type answer struct {
	Result  bool       `json:"result"`
	Message string     `json:"message"`
	Data    credential `json:"data"`
}

func main() {
	client, err := bkapi.NewBkApiClient("bk-job", bkapi.ClientConfig{
		Endpoint:            cmp.Or(os.Getenv("BK_API_URL_TMPL"), "http://127.0.0.1:4600/api/{api_name}") + "/prod",
		AppCode:             cmp.Or(os.Getenv("BK_APP_CODE"), "dragoman"),
		AppSecret:           cmp.Or(os.Getenv("BK_APP_SECRET"), "dragoman-development-app-secret"),
		AuthorizationParams: map[string]string{"bk_username": cmp.Or(os.Getenv("BK_USERNAME"), "admin")},
	}, bkapi.OptJsonBodyProvider(), bkapi.OptJsonResultProvider())
	check(err == nil, err)

	call := func(method, name string, body any, query map[string]string) credential {
		var answer answer
		operation := client.NewOperation(bkapi.OperationConfig{Name: name, Method: method, Path: "/api/v3/" + name})
		if body != nil {
			operation.SetBody(body)
		}
		_, err := operation.SetQueryParams(query).SetResult(&answer).Request()
		check(err == nil, err)
		check(answer.Result, answer.Message)
		return answer.Data
	}

	app := credential{
		ScopeType: "biz", ScopeID: "2", Name: fmt.Sprint("example-go-", time.Now().UnixNano()),
		Type: "USERNAME_PASSWORD", Username: "app", Password: "first",
	}
	app.ID = call("POST", "create_credential", app, nil).ID

	app.Password, app.Description = "second", "rotated"
	call("POST", "update_credential", app, nil)

	detail := call(
		"GET", "get_credential_detail", nil, map[string]string{"bk_scope_type": "biz", "bk_scope_id": "2", "id": app.ID},
	)
	check(detail.Name == app.Name && detail.Type == app.Type && detail.Description == "rotated", detail)
	fmt.Printf("OK: %s is %s, last by %s\n", detail.Name, detail.Description, detail.LastModifyUser)
}

func check(isSo bool, otherwise any) {
	if !isSo {
		log.Fatal(otherwise)
	}
}
