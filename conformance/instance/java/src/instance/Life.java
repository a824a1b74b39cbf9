package instance;

import com.aliyun.dkms.gcs.openapi.models.Config;
import com.aliyun.dkms.gcs.sdk.Client;
import com.aliyun.dkms.gcs.sdk.models.AdvanceDecryptRequest;
import com.aliyun.dkms.gcs.sdk.models.AdvanceEncryptRequest;
import com.aliyun.dkms.gcs.sdk.models.GetSecretValueRequest;
import com.aliyun.kms20160120.models.*;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The life of an instance through the vendor's clients: bought, connected, given an access point and a client key, read
 * with that key, and all of it taken back. It has each operation's success, and one error of it or of what follows it.
 */
public final class Life {
  private static final Map<String, String> ENV = System.getenv();
  private static final String NAME = "life-java";
  private static final String PASSWORD = "Life-of-Java-1";
  private static final String KEY_USER = "RbacPermission/Template/CryptoServiceKeyUser";
  private static final String SECRET_USER = "RbacPermission/Template/CryptoServiceSecretUser";
  private static com.aliyun.kms20160120.Client shared;
  private static String instance;
  private static String key;
  private static Client client;

  private Life() {}

  public static void main(String[] args) throws Exception {
    shared = new com.aliyun.kms20160120.Client(accessTo("kms.cn-hangzhou.aliyuncs.com"));
    instance = buy();
    Results.record("ConnectKmsInstance", Life::connect, () -> connected("none"), Life::codeOf);
    Files.writeString(file("-ca.pem"), detail().getCaCertificateChainPem());
    contents();
    accessPoint();
    Results.record("CreateClientKey", Life::clientKey, () -> clientKeyOf("none"), Life::codeOf);
    client = new Client(new Config().setProtocol("https").setEndpoint(instance + ".cryptoservice.kms.aliyuncs.com")
        .setClientKeyFile(file(".json").toString()).setPassword(PASSWORD).setCaFilePath(file("-ca.pem").toString()));
    Results.record("GetSecretValue", Life::read, () -> with(KEY_USER, Life::read), Life::codeOf);
    Results.record("AdvanceEncrypt", Life::encrypted, () -> with(SECRET_USER, Life::encrypted), Life::codeOf);
    Results.record("DeleteClientKey", Life::revoke, Life::read, Life::codeOf);
    Results.record("ReleaseKmsInstance", Life::release, Life::detail, Life::codeOf);
    Results.show();
  }

  private static com.aliyun.teaopenapi.models.Config accessTo(String endpoint) {
    return new com.aliyun.teaopenapi.models.Config()
        .setAccessKeyId("DRAGOMANDEV000000001")
        .setAccessKeySecret("DragomanDevelopmentSecretKeyNotForCloud0")
        .setEndpoint(endpoint);
  }

  /** Instances are bought from the billing service. */
  private static String buy() throws Exception {
    Map<String, String> query = Map.of("ProductCode", "kms", "ProductType", "kms_ppi_public_cn", "SubscriptionType",
        "PayAsYouGo");
    Map<?, ?> answer = generic("business.aliyuncs.com", "CreateInstance", "2017-12-14", query);
    return (String) ((Map<?, ?>) answer.get("Data")).get("InstanceId");
  }

  /** What the models at hand do not have. */
  private static Map<?, ?> generic(String endpoint, String action, String version, Map<String, String> query)
      throws Exception {
    Params params = new Params().setAction(action).setVersion(version).setProtocol("HTTPS").setMethod("POST")
        .setAuthType("AK").setStyle("RPC").setPathname("/").setReqBodyType("formData").setBodyType("json");
    OpenApiRequest request = new OpenApiRequest().setQuery(query);
    com.aliyun.teaopenapi.Client any = new com.aliyun.teaopenapi.Client(accessTo(endpoint));
    return (Map<?, ?>) any.callApi(params, request, new RuntimeOptions()).get("body");
  }

  private static GetKmsInstanceResponseBody.GetKmsInstanceResponseBodyKmsInstance detail() throws Exception {
    return shared.getKmsInstance(new GetKmsInstanceRequest().setKmsInstanceId(instance)).getBody().getKmsInstance();
  }

  private static Object connect() throws Exception {
    String before = detail().getStatus();
    connected(instance);
    return before + ", " + detail().getStatus();
  }

  private static Object connected(String id) throws Exception {
    return shared.connectKmsInstance(new ConnectKmsInstanceRequest().setKmsInstanceId(id).setVpcId("vpc-1")
        .setZoneIds("zone-a,zone-b").setVSwitchIds("vsw-1").setKMProvider("Aliyun"));
  }

  private static void contents() throws Exception {
    key = shared.createKey(new CreateKeyRequest().setDKMSInstanceId(instance)).getBody().getKeyMetadata().getKeyId();
    shared.createSecret(new CreateSecretRequest().setSecretName(NAME).setVersionId("v1").setSecretData("data")
        .setDKMSInstanceId(instance).setEncryptionKeyId(key));
  }

  /** Each is rejected the second time. */
  private static void accessPoint() {
    Results.Success rule = () -> last(shared.createNetworkRule(new CreateNetworkRuleRequest().setName(NAME)
        .setType("Private").setSourcePrivateIp("[\"127.0.0.0/8\"]")).getBody().getArn());
    Results.record("CreateNetworkRule", rule, rule, Life::codeOf);
    String resources = String.format("[\"key/%s\",\"secret/%s\"]", key, NAME);
    Results.Success policy = () -> last(shared.createPolicy(new CreatePolicyRequest().setName(NAME)
        .setKmsInstance(instance).setPermissions(list(KEY_USER, SECRET_USER)).setResources(resources)
        .setAccessControlRules("{\"NetworkRules\":" + list(NAME) + "}")).getBody().getArn());
    Results.record("CreatePolicy", policy, policy, Life::codeOf);
    Results.Success point = () -> last(shared.createApplicationAccessPoint(new CreateApplicationAccessPointRequest()
        .setName(NAME).setAuthenticationMethod("ClientKey").setPolicies(list(NAME))).getBody().getArn());
    Results.record("CreateApplicationAccessPoint", point, point, Life::codeOf);
  }

  private static Object clientKey() throws Exception {
    CreateClientKeyResponseBody made = clientKeyOf(NAME);
    String text = "{\"KeyId\":\"%s\",\"PrivateKeyData\":\"%s\"}";
    Files.writeString(file(".json"), String.format(text, made.getClientKeyId(), made.getPrivateKeyData()));
    return made.getKeyAlgorithm();
  }

  private static CreateClientKeyResponseBody clientKeyOf(String point) throws Exception {
    return shared.createClientKey(new CreateClientKeyRequest().setAapName(point).setPassword(PASSWORD)).getBody();
  }

  private static Object read() throws Exception {
    return client.getSecretValue(new GetSecretValueRequest().setSecretName(NAME)).getSecretData();
  }

  private static Object encrypted() throws Exception {
    byte[] plain = "plain".getBytes(StandardCharsets.UTF_8);
    byte[] blob = client.advanceEncrypt(new AdvanceEncryptRequest().setKeyId(key).setPlaintext(plain))
        .getCiphertextBlob();
    byte[] back = client.advanceDecrypt(new AdvanceDecryptRequest().setCiphertextBlob(blob)).getPlaintext();
    return new String(back, StandardCharsets.UTF_8);
  }

  /** While the policy has that permission alone. */
  private static Object with(String permission, Results.Success call) throws Exception {
    permit(list(permission));
    try {
      return call.run();
    } finally {
      permit(list(KEY_USER, SECRET_USER));
    }
  }

  private static void permit(String permissions) throws Exception {
    shared.updatePolicy(new UpdatePolicyRequest().setName(NAME).setPermissions(permissions));
  }

  private static Object revoke() throws Exception {
    int before = clientKeys().size();
    shared.deleteClientKey(new DeleteClientKeyRequest().setClientKeyId(clientKeys().get(0).getClientKeyId()));
    return before + ", " + clientKeys().size();
  }

  private static java.util.List<ListClientKeysResponseBody.ListClientKeysResponseBodyClientKeys> clientKeys()
      throws Exception {
    return shared.listClientKeys(new ListClientKeysRequest().setAapName(NAME)).getBody().getClientKeys();
  }

  private static Object release() throws Exception {
    shared.deleteApplicationAccessPoint(new DeleteApplicationAccessPointRequest().setName(NAME));
    shared.deletePolicy(new DeletePolicyRequest().setName(NAME));
    shared.deleteNetworkRule(new DeleteNetworkRuleRequest().setName(NAME));
    generic("kms.cn-hangzhou.aliyuncs.com", "ReleaseKmsInstance", "2016-01-20",
        Map.of("KmsInstanceId", instance, "ForceDeleteWithoutBackup", "true"));
    return "released";
  }

  private static Path file(String end) {
    return Path.of(ENV.get("DIRECTORY"), NAME + end);
  }

  private static String list(String... names) {
    return "[\"" + String.join("\",\"", names) + "\"]";
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String codeOf(Exception error) {
    return error instanceof TeaException ? ((TeaException) error).getCode() : String.valueOf(error);
  }
}
