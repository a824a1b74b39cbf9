import com.aliyun.kms20160120.models.GetSecretValueRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.csms.v1.CsmsClient;
import com.huaweicloud.sdk.csms.v1.model.ShowSecretRequest;
import java.net.URI;
import java.util.Map;

/** Reads a secret by one official client, and prints what its own exception says of the rejection, a field a line. */
public class Denied {
    private static final URI URL = URI.create(System.getenv("GATEWAY"));
    private static final String KEY = System.getenv("KEY");
    private static final String SECRET = System.getenv("SECRET");

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "huaweicloud-sdk-csms" -> huawei(arguments[1]);
            case "kms20160120" -> aliyun(arguments[1]);
            case "aliyun-java-sdk-core" -> aliyunCore(arguments[1]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void huawei(String name) {
        var credentials = new BasicCredentials().withAk(KEY).withSk(SECRET).withProjectId(System.getenv("PROJECT"));
        var client = CsmsClient.newBuilder().withCredential(credentials).withEndpoint(URL.toString()).build();
        try {
            client.showSecret(new ShowSecretRequest().withSecretName(name));
            print("answer", "read");
        } catch (ServiceResponseException error) {
            print("class", error.getClass().getSimpleName());
            print("status", error.getHttpStatusCode());
            print("code", error.getErrorCode());
            print("message", error.getErrorMsg());
            print("requestId", error.getRequestId());
        }
    }

    private static void aliyun(String name) throws Exception {
        var client = new com.aliyun.kms20160120.Client(new Config()
            .setAccessKeyId(KEY).setAccessKeySecret(SECRET)
            .setEndpoint(URL.getAuthority()).setProtocol(URL.getScheme()).setRegionId("cn-hangzhou"));
        try {
            client.getSecretValue(new GetSecretValueRequest().setSecretName(name));
            print("answer", "read");
        } catch (TeaException error) {
            print("class", error.getClass().getSimpleName());
            print("status", error.getStatusCode());
            print("code", error.getCode());
            print("message", error.getMessage());
            Map<String, Object> detail = error.getAccessDeniedDetail();
            if (detail != null) detail.forEach((field, value) -> print("AccessDeniedDetail." + field, value));
        }
    }

    private static void aliyunCore(String name) {
        var client = new DefaultAcsClient(DefaultProfile.getProfile("cn-hangzhou", KEY, SECRET));
        var request = new CommonRequest();
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysDomain(URL.getAuthority());
        request.setSysVersion("2016-01-20");
        request.setSysAction("GetSecretValue");
        request.putQueryParameter("SecretName", name);
        try {
            client.getCommonResponse(request);
            print("answer", "read");
        } catch (ClientException error) {
            print("class", error.getClass().getSimpleName());
            print("code", error.getErrCode());
            print("message", error.getErrMsg());
            print("requestId", error.getRequestId());
            print("accessDeniedDetail", error.getAccessDeniedDetail());
        }
    }

    private static void print(String field, Object value) {
        System.out.printf("%s: %s%n", field, value);
    }
}
