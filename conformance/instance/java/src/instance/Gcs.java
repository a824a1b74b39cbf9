package instance;

import com.aliyun.dkms.gcs.openapi.models.Config;
import com.aliyun.dkms.gcs.sdk.Client;
import com.aliyun.tea.TeaException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Every operation of alibabacloud-dkms-gcs-sdk, with one success and one error each. */
public final class Gcs {
  private static final Map<String, String> ENV = System.getenv();
  private static final String AES = ENV.get("AES_KEY");
  private static final String SIGN = ENV.get("SIGN_KEY");
  private static final byte[] PLAIN = bytes("plain");
  private static Client client;

  private Gcs() {}

  public static void main(String[] args) throws Exception {
    client = new Client(config());
    encryption();
    dataKeys();
    signatures();
    record("GetSecretValue", Map.of("secretName", "none"),
        () -> field(call("GetSecretValue", Map.of("secretName", "name")), "secretData"));
    record("GenerateRandom", Map.of("length", 65),
        () -> octets(call("GenerateRandom", Map.of("length", 16)), "random").length);
    Results.show();
  }

  static Config config() {
    return new Config()
        .setProtocol("https")
        .setEndpoint(ENV.get("ENDPOINT"))
        .setClientKeyFile(ENV.get("CLIENT_KEY_FILE"))
        .setPassword(ENV.get("PASSWORD"))
        .setCaFilePath(ENV.get("CA_FILE"));
  }

  private static void encryption() {
    byte[] aad = bytes("aad");
    for (String prefix : new String[] {"", "Advance"}) {
      String encrypt = prefix + "Encrypt";
      String decrypt = prefix + "Decrypt";
      Results.Success success = () -> {
        Object made = call(encrypt, Map.of("keyId", AES, "plaintext", PLAIN, "aad", aad));
        Object back = call(decrypt, Map.of("keyId", AES, "ciphertextBlob", octets(made, "ciphertextBlob"), "iv",
            octets(made, "iv"), "aad", aad));
        return text(octets(back, "plaintext"));
      };
      record(encrypt, Map.of("keyId", "none", "plaintext", PLAIN), success);
      record(decrypt, Map.of("keyId", "none", "ciphertextBlob", PLAIN, "iv", new byte[12]), success);
    }
  }

  private static void dataKeys() {
    for (String prefix : new String[] {"", "Advance"}) {
      String name = prefix + "GenerateDataKey";
      record(name, Map.of("keyId", "none", "numberOfBytes", 16), () -> {
        Object made = call(name, Map.of("keyId", AES, "numberOfBytes", 24));
        byte[] back = opened(prefix, made, "ciphertextBlob");
        if (!Arrays.equals(back, octets(made,
            "plaintext"))) throw new IllegalStateException("another data key came back");
        return back.length;
      });
      for (String suffix : new String[] {"", "WithoutPlaintext"}) {
        String pair = prefix + "GenerateDataKeyPair" + suffix;
        Map<String, Object> format = Map.of("keyPairSpec", "EC_P256", "keyFormat", "PEM");
        record(pair, with(format, "keyId", "none"), () -> {
          Object made = call(pair, with(format, "keyId", AES));
          return firstLine(text(opened(prefix, made, "privateKeyCiphertextBlob"))) + firstLine(text(octets(made,
              "publicKey")));
        });
      }
    }
  }

  private static byte[] opened(String prefix, Object made, String blob) throws Exception {
    Map<String, Object> given = Map.of("keyId", AES, "ciphertextBlob", octets(made, blob), "iv", octets(made, "iv"));
    return octets(call(prefix + "Decrypt", given), "plaintext");
  }

  private static void signatures() {
    Map<String, Object> message = Map.of("message", bytes("message"), "messageType", "RAW", "algorithm",
        "RSA_PKCS1_SHA_256");
    Map<String, Object> right = with(message, "keyId", SIGN);
    Map<String, Object> wrong = with(message, "keyId", "none");
    record("Sign", wrong, () -> octets(call("Sign", right), "signature").length);
    record("Verify", with(wrong, "signature", PLAIN),
        () -> field(call("Verify", with(right, "signature", octets(call("Sign", right), "signature"))), "value"));
    record("GetPublicKey", Map.of("keyId", "none"),
        () -> firstLine((String) field(call("GetPublicKey", Map.of("keyId", SIGN)), "publicKey")));
  }

  /** Calls an operation by its name; the SDK has a method and a request class for each. */
  private static Object call(String name, Map<String, ?> fields) throws Exception {
    Class<?> type = Class.forName("com.aliyun.dkms.gcs.sdk.models." + name + "Request");
    Object request = type.getConstructor().newInstance();
    for (Map.Entry<String, ?> entry : fields.entrySet()) type.getField(entry.getKey()).set(request, entry.getValue());
    Method method = Client.class.getMethod(Character.toLowerCase(name.charAt(0)) + name.substring(1), type);
    try {
      return method.invoke(client, request);
    } catch (InvocationTargetException error) {
      throw (Exception) error.getCause();
    }
  }

  private static void record(String name, Map<String, ?> wrong, Results.Success success) {
    Results.record(name, success, () -> call(name, wrong), Gcs::codeOf);
  }

  static String codeOf(Exception error) {
    return error instanceof TeaException ? ((TeaException) error).getCode() : String.valueOf(error);
  }

  private static Object field(Object answer, String name) throws Exception {
    return answer.getClass().getField(name).get(answer);
  }

  private static byte[] octets(Object answer, String name) throws Exception {
    return (byte[]) field(answer, name);
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    Map<String, Object> all = new HashMap<>(fields);
    all.put(name, value);
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String firstLine(String pem) {
    return pem.split("\n")[0];
  }
}
