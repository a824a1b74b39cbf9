module dragoman.test/dragomantest/blueking

go 1.23

require (
	dragoman.test/dragomantest v0.1.0
	github.com/TencentBlueKing/bk-apigateway-sdks v0.1.16
)

require (
	github.com/TencentBlueKing/gopkg v1.0.9 // indirect
	github.com/nbio/st v0.0.0-20140626010706-e9e8d9816f32 // indirect
	github.com/pkg/errors v0.9.1 // indirect
	golang.org/x/net v0.0.0-20220225172249-27dd8689420f // indirect
	gopkg.in/h2non/gentleman.v2 v2.0.5 // indirect
	logur.dev/logur v0.17.0 // indirect
)

replace dragoman.test/dragomantest => ../
