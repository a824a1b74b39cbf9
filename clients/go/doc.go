// Package dragomantest is Dragoman in tests of Go: a gateway that emulates Huawei Cloud CSMS and KMS, Alibaba Cloud KMS
// and BlueKing JOB credentials, a sandbox for each test, its clock, faults, seeds and assertions.
//
//	func TestReadsThePasswordOnce(t *testing.T) {
//		d := dragomantest.Run(t)
//		d.Seed(t, dragomantest.Seeds{"secrets": []any{map[string]any{"name": "db", "value": "s3cr3t"}}})
//		...
//		d.Journal.Verify(t, dragomantest.Assertion{Operation: "GetSecretValue", Times: dragomantest.Exactly(1)})
//	}
//
// It needs the standard library alone; helpers for official SDKs are in modules below it. The program that is started
// is that of DRAGOMAN_BIN, else dragoman on the PATH, else the one in the user's cache directory, which `dragoman
// install` puts there. Where DRAGOMAN_URL names a gateway that runs already, that one is used.
package dragomantest
