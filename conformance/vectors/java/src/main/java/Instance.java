import com.aliyun.dkms.gcs.openapi.credential.models.Config;
import com.aliyun.dkms.gcs.openapi.util.Client;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The signer of the SDK for KMS instances. */
final class Instance {
  static List<ObjectNode> made(String algorithm, JsonNode key, Vector test) throws Exception {
    Map<String, String> headers = new HashMap<>();
    test.headers().forEach((name, value) -> headers.put(name.toLowerCase(), value));
    String text = Client.getStringToSign(test.method(), "/", headers, new HashMap<>());
    Config config = new Config();
    config.setType("rsa_key_pair").setAccessKeyId(key.path("clientKeyId").asText());
    config.setPrivateKey(key.path("privateKey").asText().replaceAll("-----[^-]+-----|\\s", ""));
    String signature = new com.aliyun.dkms.gcs.openapi.credential.Client(config).getSignature(text);
    return List.of(Sign.by("alibabacloud-dkms-gcs-sdk").put("signature", signature.replaceFirst("^Bearer ", "")));
  }
}
