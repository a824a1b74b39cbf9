package test.dragoman.junit5;

/** What clients of Alibaba Cloud are configured with. The endpoint is host and port, without a scheme. */
public record AliyunAccess(
        String endpoint, String regionId, String accountId, String accessKeyId, String accessKeySecret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "AliyunAccess[endpoint=" + endpoint + ", accountId=" + accountId + ", accessKeyId=" + accessKeyId + "]";
    }
}
