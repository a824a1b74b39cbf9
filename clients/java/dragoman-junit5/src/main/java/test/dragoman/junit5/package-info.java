/**
 * Dragoman in tests of JUnit: a gateway that emulates Huawei Cloud CSMS and KMS, Alibaba Cloud KMS and BlueKing JOB
 * credentials, and a sandbox of it for each test. Begin with {@link test.dragoman.junit5.DragomanTest}.
 */
package test.dragoman.junit5;
