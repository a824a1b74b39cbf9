package main

import (
	"strings"

	util "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi-util"
)

func signInstance(_ string, key key, test test) ([]made, error) {
	headers := map[string]*string{}
	for _, pair := range test.Request.Headers {
		headers[strings.ToLower(pair[0])] = &pair[1]
	}
	path := "/"
	text, err := util.GetStringToSign(&test.Request.Method, &path, headers, nil)
	if err != nil {
		return nil, err
	}
	signature, err := util.SignString(text, &key.PrivateKey)
	if err != nil {
		return nil, err
	}
	return []made{{Client: "alibabacloud-dkms-gcs-go-sdk", Signature: strings.TrimPrefix(*signature, "Bearer ")}}, nil
}
