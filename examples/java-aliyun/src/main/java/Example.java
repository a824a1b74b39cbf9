import com.aliyun.kms20160120.Client;
import com.aliyun.kms20160120.models.CreateSecretRequest;
import com.aliyun.kms20160120.models.DeleteSecretRequest;
import com.aliyun.kms20160120.models.GetSecretValueRequest;
import com.aliyun.kms20160120.models.ListSecretVersionIdsRequest;
import com.aliyun.kms20160120.models.ListSecretsRequest;
import com.aliyun.kms20160120.models.PutSecretValueRequest;
import com.aliyun.teaopenapi.models.Config;
import java.net.URI;
import java.util.stream.Collectors;

public class Example {
    public static void main(String[] arguments) throws Exception {
        var url = URI.create(env("ALIBABA_CLOUD_KMS_ENDPOINT", "http://127.0.0.1:4600"));
        var client = new Client(new Config()
            .setAccessKeyId(env("ALIBABA_CLOUD_ACCESS_KEY_ID", "DRAGOMANDEV000000001"))
            .setAccessKeySecret(env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "DragomanDevelopmentSecretKeyNotForCloud0"))
            .setEndpoint(url.getAuthority())
            .setProtocol(url.getScheme())
            .setRegionId("cn-hangzhou"));

        var name = "example-java-" + System.currentTimeMillis();
        var current = new GetSecretValueRequest().setSecretName(name);

        client.createSecret(new CreateSecretRequest().setSecretName(name).setVersionId("1").setSecretData("first"));
        check(client.getSecretValue(current).getBody().getSecretData().equals("first"));

        var second = new PutSecretValueRequest().setSecretName(name).setVersionId("2").setSecretData("second");
        client.putSecretValue(second);
        check(client.getSecretValue(current).getBody().getSecretData().equals("second"));

        var ofSecret = new ListSecretVersionIdsRequest().setSecretName(name);
        var versions = client.listSecretVersionIds(ofSecret).getBody().getVersionIds().getVersionId();
        var page = new ListSecretsRequest().setPageSize(100);
        var secrets = client.listSecrets(page).getBody().getSecretList().getSecret();
        check(secrets.stream().anyMatch(secret -> secret.getSecretName().equals(name)));

        var deletion = new DeleteSecretRequest().setSecretName(name).setRecoveryWindowInDays("7");
        check(!client.deleteSecret(deletion).getBody().getPlannedDeleteTime().isEmpty());
        System.out.printf("OK: %s has versions %s and is going to be deleted%n", name,
            versions.stream().map(version -> version.getVersionId()).collect(Collectors.joining(", ")));
    }

    private static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    private static void check(boolean isSo) {
        if (!isSo) throw new IllegalStateException("not what was expected");
    }
}
