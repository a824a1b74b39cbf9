package dragomantest

import (
	"encoding/json"
	"net/url"
)

// Huawei is what clients of Huawei Cloud are configured with.
type Huawei struct {
	Endpoint  string `json:"-"`
	Region    string `json:"region"`
	ProjectID string `json:"project_id"`
	AK        string `json:"ak"`
	SK        string `json:"sk"`
	// For tokens of IAM.
	DomainName string `json:"domain_name"`
	UserName   string `json:"user_name"`
	Password   string `json:"password"`
}

// Aliyun is what clients of Alibaba Cloud are configured with.
type Aliyun struct {
	// Endpoint is host and port, without a scheme.
	Endpoint        string `json:"-"`
	AccessKeyID     string `json:"access_key_id"`
	AccessKeySecret string `json:"access_key_secret"`
	RegionID        string `json:"region_id"`
	AccountID       string `json:"account_id"`
}

// BlueKing is what clients of BlueKing are configured with.
type BlueKing struct {
	Endpoint string `json:"-"`
	// ESB is JOB behind ESB; an operation and a slash follow.
	ESB string `json:"-"`
	// APIGateway is JOB behind the API gateway; an operation follows.
	APIGateway string `json:"-"`
	AppCode    string `json:"bk_app_code"`
	AppSecret  string `json:"bk_app_secret"`
	Username   string `json:"bk_username"`
	Token      string `json:"bk_token"`
	// ScopeType and ScopeID are the scope that shares a vault with the other clouds.
	ScopeType string `json:"bk_scope_type"`
	ScopeID   string `json:"bk_scope_id"`
}

// Authorization is the header X-Bkapi-Authorization of requests through the API gateway.
func (b BlueKing) Authorization() string {
	app := map[string]string{"bk_app_code": b.AppCode, "bk_app_secret": b.AppSecret, "bk_username": b.Username}
	text, _ := json.Marshal(app) // strings are always JSON
	return string(text)
}

// Secrets are in no text that a failed test prints.

func (h Huawei) String() string   { return "Huawei " + h.Endpoint + " " + h.AK }
func (a Aliyun) String() string   { return "Aliyun " + a.Endpoint + " " + a.AccessKeyID }
func (b BlueKing) String() string { return "BlueKing " + b.Endpoint + " " + b.AppCode }

func (h Huawei) GoString() string   { return h.String() }
func (a Aliyun) GoString() string   { return a.String() }
func (b BlueKing) GoString() string { return b.String() }

type credentials struct {
	Huawei   Huawei   `json:"huawei"`
	Aliyun   Aliyun   `json:"aliyun"`
	BlueKing BlueKing `json:"bk"`
}

// at adds the addresses of a gateway.
func (c credentials) at(address string) credentials {
	c.Huawei.Endpoint = address
	if parsed, err := url.Parse(address); err == nil {
		c.Aliyun.Endpoint = parsed.Host
	}
	c.BlueKing.Endpoint = address
	c.BlueKing.ESB = address + "/api/c/compapi/v2/jobv3/"
	c.BlueKing.APIGateway = address + "/api/bk-job/prod/api/v3/"
	return c
}
