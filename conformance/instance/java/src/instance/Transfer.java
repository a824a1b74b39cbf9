package instance;

import com.aliyun.kms.KmsTransferAcsClient;
import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.IAcsClient;
import com.aliyuncs.RpcAcsRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.kms.model.v20160120.*;
import com.aliyuncs.profile.DefaultProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/** The old RPC requests over the instance: kms-transfer-client, whose ciphertexts the shared gateway opens. */
public final class Transfer {
  private static final Map<String, String> ENV = System.getenv();
  private static final String AES = ENV.get("AES_KEY");
  private static final String RSA = ENV.get("RSA_KEY");
  private static final String SIGN = ENV.get("SIGN_KEY");
  private static final String OAEP = "RSAES_OAEP_SHA_256";
  private static final String PKCS1 = "RSA_PKCS1_SHA_256";
  private static final String CONTEXT = "{\"b\":\"2\",\"a\":\"1\"}";
  private static final String PLAINTEXT = base64(bytes("plain"));
  private static final String BLOB = base64(bytes("0".repeat(80)));
  private static IAcsClient instance;
  private static IAcsClient shared;

  private Transfer() {}

  public static void main(String[] args) throws Exception {
    shared = new DefaultAcsClient(profile());
    instance = new KmsTransferAcsClient(profile(), Gcs.config());
    Results.record("Encrypt", Transfer::bothWays, () -> encrypt(instance, "none", null), Transfer::codeOf);
    Results.record("Decrypt", Transfer::bothWays, () -> decrypt(instance, BLOB, null), Transfer::codeOf);
    Results.record("GenerateDataKey", () -> dataKey(dataKeyOf(AES)), () -> dataKeyOf("none"), Transfer::codeOf);
    Results.record("GenerateDataKeyWithoutPlaintext",
        () -> octets(decrypt(shared, dataKeyWithoutPlaintext(AES), null)).length,
        () -> dataKeyWithoutPlaintext("none"), Transfer::codeOf);
    asymmetric();
    signatures();
    Results.record("GetSecretValue", () -> secret("name"), () -> secret("none"), Transfer::codeOf);
    Results.show();
  }

  private static DefaultProfile profile() {
    return DefaultProfile.getProfile("cn-hangzhou", "DRAGOMANDEV000000001",
        "DragomanDevelopmentSecretKeyNotForCloud0");
  }

  private static <T extends AcsResponse> T send(IAcsClient client, RpcAcsRequest<T> request) throws Exception {
    request.setSysAcceptFormat(FormatType.JSON);
    if (client == shared) {
      request.setSysEndpoint(ENV.get("SHARED_ENDPOINT"));
      request.setSysProtocol(ProtocolType.HTTP);
    }
    return client.getAcsResponse((AcsRequest<T>) request);
  }

  /** Opens at either gateway what the other made. */
  private static Object bothWays() throws Exception {
    for (String context : new String[] {null, CONTEXT}) {
      for (IAcsClient[] pair : new IAcsClient[][] {{instance, shared}, {shared, instance}, {instance, instance}}) {
        String back = decrypt(pair[1], encrypt(pair[0], AES, context), context);
        if (!back.equals(PLAINTEXT)) throw new IllegalStateException("another plaintext came back");
      }
    }
    return "plain";
  }

  private static String encrypt(IAcsClient client, String key, String context) throws Exception {
    EncryptRequest request = new EncryptRequest();
    request.setKeyId(key);
    request.setPlaintext(PLAINTEXT);
    request.setEncryptionContext(context);
    return send(client, request).getCiphertextBlob();
  }

  private static String decrypt(IAcsClient client, String blob, String context) throws Exception {
    DecryptRequest request = new DecryptRequest();
    request.setCiphertextBlob(blob);
    request.setEncryptionContext(context);
    return send(client, request).getPlaintext();
  }

  private static GenerateDataKeyResponse dataKeyOf(String key) throws Exception {
    GenerateDataKeyRequest request = new GenerateDataKeyRequest();
    request.setKeyId(key);
    request.setNumberOfBytes(24);
    return send(instance, request);
  }

  private static Object dataKey(GenerateDataKeyResponse made) throws Exception {
    String back = decrypt(shared, made.getCiphertextBlob(), null);
    if (!back.equals(made.getPlaintext())) throw new IllegalStateException("another data key came back");
    return octets(back).length;
  }

  private static String dataKeyWithoutPlaintext(String key) throws Exception {
    GenerateDataKeyWithoutPlaintextRequest request = new GenerateDataKeyWithoutPlaintextRequest();
    request.setKeyId(key);
    request.setNumberOfBytes(24);
    return send(instance, request).getCiphertextBlob();
  }

  private static void asymmetric() throws Exception {
    String version = versionOf(RSA);
    Results.Success success = () -> new String(octets(decryptPair(RSA, version, encryptPair(RSA, version))),
        StandardCharsets.UTF_8);
    Results.record("AsymmetricEncrypt", success, () -> encryptPair("none", version), Transfer::codeOf);
    Results.record("AsymmetricDecrypt", success, () -> decryptPair("none", version, BLOB), Transfer::codeOf);
  }

  private static String encryptPair(String key, String version) throws Exception {
    AsymmetricEncryptRequest request = new AsymmetricEncryptRequest();
    request.setKeyId(key);
    request.setKeyVersionId(version);
    request.setAlgorithm(OAEP);
    request.setPlaintext(PLAINTEXT);
    return send(instance, request).getCiphertextBlob();
  }

  private static String decryptPair(String key, String version, String blob) throws Exception {
    AsymmetricDecryptRequest request = new AsymmetricDecryptRequest();
    request.setKeyId(key);
    request.setKeyVersionId(version);
    request.setAlgorithm(OAEP);
    request.setCiphertextBlob(blob);
    return send(instance, request).getPlaintext();
  }

  private static void signatures() throws Exception {
    String version = versionOf(SIGN);
    Results.record("AsymmetricSign", () -> verify(SIGN, version, sign(SIGN, version)), () -> sign("none",
        version), Transfer::codeOf);
    Results.record("AsymmetricVerify", () -> verify(SIGN, version, sign(SIGN, version)), () -> verify("none",
        version, BLOB), Transfer::codeOf);
    Results.record("GetPublicKey", () -> publicKey(SIGN, version).split("\n")[0], () -> publicKey("none",
        version), Transfer::codeOf);
  }

  private static String digest() throws Exception {
    return base64(MessageDigest.getInstance("SHA-256").digest(bytes("message")));
  }

  private static String sign(String key, String version) throws Exception {
    AsymmetricSignRequest request = new AsymmetricSignRequest();
    request.setKeyId(key);
    request.setKeyVersionId(version);
    request.setAlgorithm(PKCS1);
    request.setDigest(digest());
    return send(instance, request).getValue();
  }

  private static Object verify(String key, String version, String value) throws Exception {
    AsymmetricVerifyRequest request = new AsymmetricVerifyRequest();
    request.setKeyId(key);
    request.setKeyVersionId(version);
    request.setAlgorithm(PKCS1);
    request.setDigest(digest());
    request.setValue(value);
    return send(instance, request).getValue();
  }

  private static String publicKey(String key, String version) throws Exception {
    GetPublicKeyRequest request = new GetPublicKeyRequest();
    request.setKeyId(key);
    request.setKeyVersionId(version);
    return send(instance, request).getPublicKey();
  }

  private static String secret(String name) throws Exception {
    GetSecretValueRequest request = new GetSecretValueRequest();
    request.setSecretName(name);
    return send(instance, request).getSecretData();
  }

  private static String versionOf(String key) throws Exception {
    ListKeyVersionsRequest request = new ListKeyVersionsRequest();
    request.setKeyId(key);
    return send(shared, request).getKeyVersions().get(0).getKeyVersionId();
  }

  private static String codeOf(Exception error) {
    return error instanceof ClientException ? ((ClientException) error).getErrCode() : String.valueOf(error);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] octets(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
