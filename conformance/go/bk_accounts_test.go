package conformance

import (
	"net/http"
	"strings"
	"testing"
)

// jobAccount is what the documents say of an execution account.
type jobAccount struct {
	BizID             *int64  `json:"bk_biz_id"`
	ScopeType         string  `json:"bk_scope_type"`
	ScopeID           string  `json:"bk_scope_id"`
	ID                int64   `json:"id"`
	Account           string  `json:"account"`
	Alias             string  `json:"alias"`
	Category          int     `json:"category"`
	Type              int     `json:"type"`
	DBSystemAccountID *int64  `json:"db_system_account_id"`
	OS                *string `json:"os"`
	Creator           string  `json:"creator"`
	CreateTime        int64   `json:"create_time"`
	LastModifyUser    string  `json:"last_modify_user"`
	LastModifyTime    int64   `json:"last_modify_time"`
	Description       *string `json:"description"`
}

type jobAccounts struct {
	Start  int          `json:"start"`
	Length int          `json:"length"`
	Total  int          `json:"total"`
	Data   []jobAccount `json:"data"`
}

// jobOf is JOB whose answers have data of this kind.
func jobOf[Data any](t *testing.T) *jobClient {
	job := job(t)
	job.model = func() any { return new(Data) }
	return job
}

func accountBody(other fields) fields {
	return with(
		fields{
			"bk_scope_type": "biz", "bk_scope_id": "2", "account": "root", "type": 1, "category": 1,
			"alias": uniqueName("alias"),
		},
		other,
	)
}

func accountShape(body, other fields) fields {
	return with(fields{
		"bk_biz_id": maybe{2}, "bk_scope_type": "biz", "bk_scope_id": "2", "id": number, "account": body["account"],
		"alias":    body["alias"],
		"category": 1, "type": body["type"], "os": maybe{text}, "creator": bkUser, "create_time": justNow,
		"last_modify_user": bkUser,
		"last_modify_time": justNow, "description": maybe{matcher(anything)}, "db_system_account_id": maybe{number},
	}, other)
}

// answers calls a resource, which must succeed.
func (j *jobClient) answers(t *testing.T, method, path string, content fields) any {
	t.Helper()
	got, err := j.call(t, method, path, content)
	if err != nil || got["result"] != true {
		t.Fatalf("%s: %v %v", path, got, err)
	}
	return got["data"]
}

// fails calls a resource, which JOB must reject with this code, and this message in English unless it is empty.
func (j *jobClient) fails(t *testing.T, method, path string, content fields, code int, message string) {
	t.Helper()
	var wanted any = message
	if message == "" {
		wanted = text
	}
	j.gets(
		t, method, path, content, fields{"code": code, "result": false, "job_request_id": hex32, "message": wanted}, english,
	)
}

const (
	createAccount = "/api/v3/create_account"
	updateAccount = "/api/v3/update_account"
	deleteAccount = "/api/v3/delete_account"
	listAccounts  = "/api/v3/get_account_list"
)

func TestBkAnAccountIsMadeListedChangedAndDeleted(t *testing.T) {
	job, lists := jobOf[jobAccount](t), jobOf[jobAccounts](t)
	body := accountBody(fields{"password": secretValue(""), "description": "for the tests"})
	made := job.gets(
		t, "POST", createAccount, body, jobSuccess(accountShape(body, fields{"description": "for the tests"})),
	)
	id := at(t, made, "data", "id")
	list := func(data ...any) {
		t.Helper()
		lists.gets(t, "GET", listAccounts, fields{
			"bk_scope_type": "biz", "bk_scope_id": "2", "alias": body["alias"], "start": "0", "length": "10",
		},
			jobSuccess(fields{"start": 0, "length": 10, "total": len(data), "data": append([]any{}, data...)}))
	}
	list(accountShape(body, fields{"id": id, "description": "for the tests"}))
	job.fails(t, "POST", createAccount, body, 1243007, "")

	scope := fields{"bk_scope_type": "biz", "bk_scope_id": "2", "id": id}
	job.gets(t, "POST", updateAccount, with(
		scope, fields{"alias": body["alias"], "description": "after", "password": secretValue("")},
	),
		jobSuccess(accountShape(body, fields{"id": id, "description": "after"})))
	list(accountShape(body, fields{"id": id, "description": "after"}))
	job.gets(t, "POST", deleteAccount, scope, jobSuccess(accountShape(body, fields{"id": id, "description": "after"})))
	list()
	job.fails(t, "POST", deleteAccount, scope, 1244003, "")
	job.fails(t, "POST", updateAccount, with(scope, fields{"alias": "new"}), 1244003, "")
}

func TestBkAccountBounds(t *testing.T) {
	job := jobOf[jobAccount](t)
	windows := accountBody(
		fields{"type": 2, "alias": strings.Repeat("a", 255-13) + uniqueName(""), "password": sizedValue(117)},
	)
	job.gets(t, "POST", createAccount, windows, jobSuccess(accountShape(windows, nil)))
	unnamed := accountBody(fields{"account": uniqueName("root"), "alias": nil})
	job.gets(t, "POST", createAccount, unnamed, jobSuccess(accountShape(unnamed, fields{"alias": unnamed["account"]})))
	for label, other := range map[string]fields{
		"no account":          {"account": nil},
		"longer alias":        {"alias": strings.Repeat("a", 256)},
		"longer password":     {"password": sizedValue(118)},
		"longer description":  {"description": strings.Repeat("d", 1025)},
		"type that is not":    {"type": 3},
		"category that isn't": {"category": 3},
	} {
		t.Run(label, func(t *testing.T) { job.fails(t, "POST", createAccount, accountBody(other), 1240003, "") })
	}
}

func TestBkHowPasswordsOfAccountsAreEncrypted(t *testing.T) {
	job := jobOf[map[string]any](t)
	const path = "/api/v3/get_account_password_encryption_metadata"
	if data := job.answers(t, "GET", path, fields{"bk_scope_type": "biz", "bk_scope_id": "2"}); len(data.(fields)) == 0 {
		t.Errorf("it is %v", data)
	}
	newJobClient(t, nobody()).rejectedAt(t, http.MethodGet, path)
}

const (
	createFileSource = "/api/v3/create_file_source"
	updateFileSource = "/api/v3/update_file_source"
	fileSourceDetail = "/api/v3/get_file_source_detail"
)

func TestBkAFileSourceIsMadeChangedAndShown(t *testing.T) {
	credentials, job := job(t), jobOf[map[string]any](t)
	credentialID := newCredential(
		t, credentials,
		fields{"type": "USERNAME_PASSWORD", "credential_username": "u", "credential_password": secretValue("")},
	)
	code := strings.ReplaceAll(uniqueName("source"), "-", "_")
	scope := fields{"bk_scope_type": "biz", "bk_scope_id": "2"}
	body := with(scope, fields{
		"code": code, "alias": uniqueName("source"), "type": "BLUEKING_ARTIFACTORY", "credential_id": credentialID,
		"file_prefix":   "",
		"access_params": fields{"base_url": "https://artifactory.example.com"},
	})
	id := at(t, job.gets(t, "POST", createFileSource, body, jobSuccess(fields{"id": number})), "data", "id")
	shows := func(want fields) {
		t.Helper()
		data := job.answers(t, "GET", fileSourceDetail, with(scope, fields{"code": code}))
		same(t, "file source", data, with(fields{"id": id, "code": code, "credential_id": credentialID, more: true}, want))
	}
	shows(fields{"alias": body["alias"]})
	if taken, _ := job.call(t, "POST", createFileSource, body); taken["result"] != false {
		t.Error("a code is taken twice")
	}
	alias := uniqueName("changed")
	job.gets(t, "POST", updateFileSource, with(body, fields{"alias": alias}), jobSuccess(fields{"id": id}))
	shows(fields{"alias": alias})

	// Releases before 3.10 answer 1241004; the later ones validate the request.
	for _, field := range []string{"credential_id", "alias", "type"} {
		job.fails(t, "POST", createFileSource, with(body, fields{"code": uniqueName("source"), field: nil}), 1240003, "")
	}
	job.fails(t, "POST", updateFileSource, with(body, fields{"code": "missing"}), 1260012, "")
	job.fails(t, "GET", fileSourceDetail, with(scope, fields{"code": "missing"}), 1260012, "")
}
