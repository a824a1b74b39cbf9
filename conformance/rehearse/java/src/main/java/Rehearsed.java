import com.aliyun.kms20160120.models.GetSecretValueRequest;
import com.aliyun.kms20160120.models.PutSecretValueRequest;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.kms.secretsmanager.client.SecretCacheClient;
import com.aliyuncs.kms.secretsmanager.client.SecretCacheClientBuilder;
import com.aliyuncs.kms.secretsmanager.client.service.BaseSecretManagerClientBuilder;
import com.aliyuncs.profile.DefaultProfile;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.csms.v1.CsmsClient;
import com.huaweicloud.sdk.csms.v1.model.CreateSecretVersionRequest;
import com.huaweicloud.sdk.csms.v1.model.CreateSecretVersionRequestBody;
import com.huaweicloud.sdk.csms.v1.model.ShowSecretVersionRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * One call of an official client in Java, as it is out of the box or with the retries that it brings switched on.
 *
 * <p>Usage: Rehearsed &lt;client&gt; read|create [retry]. Ends with 0 where the call succeeded. With {@code follow
 * [ttl]} it goes on reading by one client, and logs in with what it reads; a client that keeps values does so for a
 * second with {@code ttl}.
 */
public final class Rehearsed {
    private static final String VALUE = "the value that follows";
    private static final String ID = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID");
    private static final String SECRET = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
    private static final String REGION = "cn-hangzhou";

    private static boolean follows;

    private Rehearsed() {}

    /** Threads of clients outlive their call, and would keep the program. */
    public static void main(String[] args) {
        try {
            call(args);
            System.exit(0);
        } catch (Exception error) {
            System.err.println(error);
            System.exit(1);
        }
    }

    /** Logs in again and again with the password that is read: a body that is the password. */
    private static void follow(Callable<String> read) throws Exception {
        var direct = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        var login = HttpRequest.newBuilder(URI.create(System.getenv("DRAGOMAN_LOGIN_URL")));
        while (true) {
            var request = login.POST(HttpRequest.BodyPublishers.ofString(read.call())).build();
            var status = direct.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 204 && status != 401) {
                throw new IllegalStateException("the login was answered with " + status);
            }
            Thread.sleep(200);
        }
    }

    private static void call(String[] args) throws Exception {
        var creates = args[1].equals("create");
        follows = args[1].equals("follow");
        var retries = args.length > 2;
        switch (args[0]) {
            case "huawei" -> huawei(creates, retries);
            case "tea" -> tea(creates, retries);
            case "acs" -> acs(creates, retries);
            case "secretsmanager" -> secretsmanager(retries);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void huawei(boolean creates, boolean retries) throws Exception {
        var keys = new BasicCredentials()
                .withAk(System.getenv("HUAWEICLOUD_SDK_AK"))
                .withSk(System.getenv("HUAWEICLOUD_SDK_SK"))
                .withProjectId(System.getenv("HUAWEICLOUD_SDK_PROJECT_ID"));
        var endpoint = System.getenv("HUAWEICLOUD_SDK_REGION_CSMS_CN_NORTH_4");
        var client = CsmsClient.newBuilder().withEndpoint(endpoint).withCredential(keys).build();
        if (creates) {
            var body = new CreateSecretVersionRequestBody().withSecretString(VALUE);
            var invoker = client.createSecretVersionInvoker(
                    new CreateSecretVersionRequest().withSecretName("db").withBody(body));
            (retries ? invoker.retryTimes(3).retryCondition((answer, error) -> isTemporary(error)) : invoker).invoke();
            return;
        }
        var request = new ShowSecretVersionRequest().withSecretName("db").withVersionId("latest");
        if (follows) {
            follow(() -> client.showSecretVersion(request).getVersion().getSecretString());
        }
        var invoker = client.showSecretVersionInvoker(request);
        (retries ? invoker.retryTimes(3).retryCondition((answer, error) -> isTemporary(error)) : invoker).invoke();
    }

    private static boolean isTemporary(Exception error) {
        if (!(error instanceof ServiceResponseException answered)) {
            return error != null;
        }
        return answered.getHttpStatusCode() == 429 || answered.getHttpStatusCode() >= 500;
    }

    private static void tea(boolean creates, boolean retries) throws Exception {
        var config = new Config().setAccessKeyId(ID).setAccessKeySecret(SECRET).setRegionId(REGION).setProtocol("http");
        var client = new com.aliyun.kms20160120.Client(config);
        var options = new RuntimeOptions();
        if (retries) {
            options.setAutoretry(true).setMaxAttempts(3).setBackoffPolicy("exponential").setBackoffPeriod(1);
        }
        if (creates) {
            var request = new PutSecretValueRequest().setSecretName("db").setSecretData(VALUE);
            client.putSecretValueWithOptions(request.setVersionId(UUID.randomUUID().toString()), options);
        } else {
            var request = new GetSecretValueRequest().setSecretName("db");
            if (follows) {
                follow(() -> client.getSecretValueWithOptions(request, options).getBody().getSecretData());
            }
            client.getSecretValueWithOptions(request, options);
        }
    }

    private static void acs(boolean creates, boolean retries) throws Exception {
        var client = new DefaultAcsClient(DefaultProfile.getProfile(REGION, ID, SECRET));
        client.setAutoRetry(retries);
        client.setMaxRetryNumber(3);
        if (creates) {
            var request = new com.aliyuncs.kms.model.v20160120.PutSecretValueRequest();
            request.setSysProtocol(ProtocolType.HTTPS);
            request.setSecretName("db");
            request.setSecretData(VALUE);
            request.setVersionId(UUID.randomUUID().toString());
            client.getAcsResponse(request);
            return;
        }
        var request = new com.aliyuncs.kms.model.v20160120.GetSecretValueRequest();
        request.setSysProtocol(ProtocolType.HTTPS);
        request.setSecretName("db");
        if (follows) {
            follow(() -> client.getAcsResponse(request).getSecretData());
        }
        client.getAcsResponse(request);
    }

    private static void secretsmanager(boolean ttl) throws Exception {
        var service = BaseSecretManagerClientBuilder.standard().withAccessKey(ID, SECRET).withRegion(REGION).build();
        var builder = SecretCacheClientBuilder.newCacheClientBuilder(service);
        if (ttl) {
            builder.withSecretTTL("db", 1_000L);
        }
        try (SecretCacheClient client = builder.build()) {
            if (follows) {
                follow(() -> client.getSecretInfo("db").getSecretValue());
            }
            client.getSecretInfo("db");
        }
    }
}
