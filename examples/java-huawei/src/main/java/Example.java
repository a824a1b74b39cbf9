import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.csms.v1.CsmsClient;
import com.huaweicloud.sdk.csms.v1.model.CreateSecretRequest;
import com.huaweicloud.sdk.csms.v1.model.CreateSecretVersionRequest;
import com.huaweicloud.sdk.csms.v1.model.DeleteSecretForScheduleRequest;
import com.huaweicloud.sdk.csms.v1.model.ListSecretVersionsRequest;
import com.huaweicloud.sdk.csms.v1.model.ListSecretsRequest;
import com.huaweicloud.sdk.csms.v1.model.ShowSecretVersionRequest;
import com.huaweicloud.sdk.csms.v1.model.VersionMetadata;
import java.util.stream.Collectors;

public class Example {
    public static void main(String[] arguments) {
        var credentials = new BasicCredentials()
            .withAk(env("HUAWEICLOUD_SDK_AK", "DRAGOMANDEV000000001"))
            .withSk(env("HUAWEICLOUD_SDK_SK", "DragomanDevelopmentSecretKeyNotForCloud0"))
            .withProjectId(env("HUAWEICLOUD_SDK_PROJECT_ID", "d7a60a00000000000000000000000001"));
        var client = CsmsClient.newBuilder()
            .withEndpoint(env("HUAWEICLOUD_CSMS_ENDPOINT", "http://127.0.0.1:4600"))
            .withCredential(credentials)
            .build();

        var name = "example-java-" + System.currentTimeMillis();
        var latest = new ShowSecretVersionRequest().withSecretName(name).withVersionId("latest");

        client.createSecret(new CreateSecretRequest().withBody(body -> body.withName(name).withSecretString("first")));
        check(client.showSecretVersion(latest).getVersion().getSecretString().equals("first"));

        var second = new CreateSecretVersionRequest().withSecretName(name);
        client.createSecretVersion(second.withBody(body -> body.withSecretString("second")));
        check(client.showSecretVersion(latest).getVersion().getSecretString().equals("second"));

        var ofSecret = new ListSecretVersionsRequest().withSecretName(name);
        var versions = client.listSecretVersions(ofSecret).getVersionMetadatas();
        var secrets = client.listSecrets(new ListSecretsRequest().withLimit("1000")).getSecrets();
        check(secrets.stream().anyMatch(secret -> secret.getName().equals(name)));

        var deletion = new DeleteSecretForScheduleRequest().withSecretName(name);
        deletion.withBody(body -> body.withRecoveryWindowInDays(7));
        check(client.deleteSecretForSchedule(deletion).getSecret().getState().equals("PENDING_DELETE"));
        System.out.printf("OK: %s has versions %s and is going to be deleted%n", name,
            versions.stream().map(VersionMetadata::getId).collect(Collectors.joining(", ")));
    }

    private static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    private static void check(boolean isSo) {
        if (!isSo) throw new IllegalStateException("not what was expected");
    }
}
