package main

import (
	"encoding/json"
	"time"

	"github.com/TencentBlueKing/bk-apigateway-sdks/core/bkapi"
	"github.com/TencentBlueKing/bk-apigateway-sdks/manager"
	"github.com/golang-jwt/jwt/v4"
)

// publicKey is the one key of the gateways, whichever is asked for.
type publicKey string

func (k publicKey) ProvidePublicKey(string) (string, error) { return string(k), nil }

func signBlueKing(algorithm string, key key, test test) ([]made, error) {
	if algorithm == "JWT" {
		now, err := time.Parse(time.RFC3339, key.now)
		if err != nil {
			return nil, err
		}
		jwt.TimeFunc = func() time.Time { return now }
		_, err = manager.NewRsaJwtTokenParser(publicKey(key.PublicKey)).Parse(test.Request.header("X-Bkapi-JWT"))
		verified := err == nil
		return []made{{Client: "bk-apigateway-sdks", Verified: &verified}}, nil
	}
	if algorithm != "X-Bkapi-Authorization" {
		return nil, nil
	}
	var credentials map[string]any
	if err := json.Unmarshal([]byte(test.Request.header("X-Bkapi-Authorization")), &credentials); err != nil {
		return nil, err
	}
	params := map[string]string{}
	for name, value := range credentials {
		text, isText := value.(string)
		if !isText {
			return []made{{Client: "bk-apigateway-sdks", Cannot: "it takes texts alone"}}, nil
		}
		params[name] = text
	}
	config := bkapi.ClientConfig{AuthorizationParams: params}
	header := config.GetAuthorizationHeaders()["X-Bkapi-Authorization"]
	return []made{{Client: "bk-apigateway-sdks", Authorization: header}}, nil
}
