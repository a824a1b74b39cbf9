import com.aliyun.openapiutil.Client;
import com.aliyun.tea.TeaRequest;
import com.aliyuncs.auth.RpcSignatureComposer;
import com.aliyuncs.auth.Signer;
import com.aliyuncs.auth.signers.HmacSHA1Signer;
import com.aliyuncs.auth.signers.SHA256withRSASigner;
import com.aliyuncs.http.MethodType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The signers of openapiutil and of aliyun-java-sdk-core. */
final class Aliyun {
  static List<ObjectNode> made(String algorithm, JsonNode key, Vector test) throws Exception {
    String secret = key.path("secretAccessKey").asText();
    if (algorithm.startsWith("ACS3"))
      return List.of(Sign.by("openapiutil").put("authorization", authorization(algorithm, key, test)));
    return switch (algorithm) {
      case "HMAC-SHA1" ->
          List.of(
              Sign.by("openapiutil")
                  .put("signature", Client.getRPCSignature(test.parameters(true), test.method(), secret)),
              legacy()
                  .put("signature", new HmacSHA1Signer().signString(text(test, new HmacSHA1Signer()), secret + "&")));
      case "HMAC-SHA256" -> List.of(legacy().put("stringToSign", text(test, new HmacSHA1Signer())));
      case "PRIVATEKEY" -> {
        String body = key.path("privateKey").asText().replaceAll("-----[^-]+-----|\\s", "");
        Signer signer = new SHA256withRSASigner();
        yield List.of(legacy().put("signature", signer.signString(text(test, signer), body)));
      }
      default -> List.of();
    };
  }

  private static ObjectNode legacy() {
    return Sign.by("aliyun-java-sdk-core");
  }

  private static String text(Vector test, Signer signer) {
    Map<String, String> none = new HashMap<>();
    return RpcSignatureComposer.getComposer()
        .composeStringToSign(MethodType.valueOf(test.method()), null, signer, test.parameters(true), none, none);
  }

  private static String authorization(String algorithm, JsonNode key, Vector test) throws Exception {
    TeaRequest request = new TeaRequest();
    request.method = test.method();
    request.pathname = test.path();
    request.query = test.parameters(false);
    request.headers = test.signedHeaders();
    String payload = Client.hexEncode(Client.hash(test.body().getBytes(StandardCharsets.UTF_8), algorithm));
    return Client.getAuthorization(
        request, algorithm, payload, key.path("accessKeyId").asText(), key.path("secretAccessKey").asText());
  }
}
