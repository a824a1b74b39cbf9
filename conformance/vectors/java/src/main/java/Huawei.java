import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.AKSKSignerFactory;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.DerivedAKSKSigner;
import com.huaweicloud.sdk.core.auth.IAKSKSigner;
import com.huaweicloud.sdk.core.auth.SigningAlgorithm;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The signers of huaweicloud-sdk-core. */
final class Huawei {
  private static final Map<String, SigningAlgorithm> ALGORITHMS =
      Map.of(
          "SDK-HMAC-SHA256", SigningAlgorithm.HMAC_SHA256,
          "SDK-HMAC-SM3", SigningAlgorithm.HMAC_SM3,
          "SDK-ECDSA-P256-SHA256", SigningAlgorithm.ECDSA_P256_SHA256,
          "SDK-SM2-SM3", SigningAlgorithm.SM2_SM3);

  static List<ObjectNode> made(String algorithm, JsonNode key, Vector test) {
    BasicCredentials credentials =
        new BasicCredentials()
            .withAk(key.path("accessKeyId").asText())
            .withSk(key.path("secretAccessKey").asText())
            .withProjectId("project");
    HttpRequest request = requestOf(test);
    ObjectNode made = Sign.by("huaweicloud-sdk-core");
    if (algorithm.startsWith("V11")) {
      JsonNode scope = key.path("scope");
      credentials.processDerivedAuthParams(scope.path("service").asText(), scope.path("region").asText());
      Map<String, String> headers = DerivedAKSKSigner.getInstance().sign(request, credentials);
      return List.of(made.put("authorization", headers.get("Authorization")));
    }
    IAKSKSigner signer = AKSKSignerFactory.getSigner(ALGORITHMS.get(algorithm));
    made.put("authorization", signer.sign(request, credentials).get("Authorization"));
    if (!algorithm.contains("HMAC")) {
      byte[] signature = HexFormat.of().parseHex(test.text("signature"));
      byte[] text = test.text("stringToSign").getBytes(StandardCharsets.UTF_8);
      made.put("verified", ((AKSKSigner) signer).getSigningKey(credentials).verify(signature, text));
    }
    return List.of(made);
  }

  /** What the SDK's caller gives: the path decoded, a list for each parameter. */
  private static HttpRequest requestOf(Vector test) {
    HttpRequest.HttpRequestBuilder builder =
        HttpRequest.newBuilder()
            .withMethod(HttpMethod.valueOf(test.method()))
            .withEndpoint("https://" + test.header("Host"))
            .withPath(Vector.decode(test.path().replace("+", "%2B")));
    test.query().forEach(builder::addQueryParam);
    test.signedHeaders().forEach((name, value) -> {
      if (name.equalsIgnoreCase("Content-Type")) builder.withContentType(value);
      builder.addHeader(name, value);
    });
    if (!test.body().isEmpty()) builder.withBodyAsString(test.body());
    return builder.build();
  }
}
