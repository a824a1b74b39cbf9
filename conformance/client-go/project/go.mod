module example.test/project

go 1.23

require (
	dragoman.test/dragomantest v0.1.0
	dragoman.test/dragomantest/aliyun v0.1.0
	dragoman.test/dragomantest/blueking v0.1.0
	dragoman.test/dragomantest/huawei v0.1.0
	github.com/TencentBlueKing/bk-apigateway-sdks v0.1.16
	github.com/alibabacloud-go/darabonba-openapi/v2 v2.1.13
	github.com/alibabacloud-go/kms-20160120/v3 v3.2.3
	github.com/alibabacloud-go/tea v1.3.13
	github.com/huaweicloud/huaweicloud-sdk-go-v3 v0.1.207
)
