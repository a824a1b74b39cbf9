package test.dragoman.junit5;

/** What clients of Huawei Cloud are configured with. Domain, user and password are for tokens of IAM. */
public record HuaweiAccess(
        String endpoint,
        String region,
        String projectId,
        String ak,
        String sk,
        String domainName,
        String userName,
        String password) {
    /** Without the secret key and the password. */
    @Override
    public String toString() {
        return "HuaweiAccess[endpoint=" + endpoint + ", projectId=" + projectId + ", ak=" + ak + "]";
    }
}
