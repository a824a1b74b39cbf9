import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.csms.v1.CsmsClient;
import com.huaweicloud.sdk.csms.v1.model.CreateSecretRequest;
import com.huaweicloud.sdk.csms.v1.model.CreateSecretRequestBody;
import com.huaweicloud.sdk.csms.v1.model.DeleteSecretRequest;
import com.huaweicloud.sdk.csms.v1.model.ListSecretsRequest;
import com.huaweicloud.sdk.csms.v1.model.ShowSecretRequest;
import com.huaweicloud.sdk.csms.v1.model.ShowSecretVersionRequest;
import com.huaweicloud.sdk.csms.v1.region.CsmsRegion;

/** Huawei's client for Java, given a region and the environment: makes, reads, misses and deletes a secret. */
public class SecretLife {
    public static void main(String[] arguments) {
        // Without a project it is looked up at IAM.
        var credentials = new BasicCredentials()
            .withAk(System.getenv("HUAWEICLOUD_SDK_AK")).withSk(System.getenv("HUAWEICLOUD_SDK_SK"));
        var client = CsmsClient.newBuilder().withCredential(credentials).withRegion(CsmsRegion.CN_NORTH_4).build();
        var name = "planted-name-java";
        var body = new CreateSecretRequestBody().withName(name).withSecretString("planted-value");
        client.createSecret(new CreateSecretRequest().withBody(body));
        var latest = new ShowSecretVersionRequest().withSecretName(name).withVersionId("latest");
        var read = client.showSecretVersion(latest);
        var count = client.listSecrets(new ListSecretsRequest()).getSecrets().size();
        var missed = "";
        try {
            client.showSecret(new ShowSecretRequest().withSecretName("planted-missing"));
        } catch (ServiceResponseException error) {
            missed = error.getErrorCode();
        }
        client.deleteSecret(new DeleteSecretRequest().withSecretName(name));
        System.out.println(read.getVersion().getSecretString() + " " + count + " " + missed);
    }
}
