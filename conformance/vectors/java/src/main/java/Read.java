import com.aliyuncs.AcsResponse;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.reader.ReaderFactory;
import com.aliyuncs.transform.UnmarshallerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.huaweicloud.sdk.core.exception.DefaultExceptionHandler;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.http.HttpResponse;
import com.huaweicloud.sdk.core.utils.JsonUtils;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads what the vectors answer with official SDKs for Java: the folder of vectors is the argument. Prints a line of
 * JSON for each answer and each client: what it read, or how it failed.
 */
final class Read {
  private static final ObjectMapper JSON = new ObjectMapper();
  /** Its fields are named as those of KMS. */
  private static final ObjectMapper KMS =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);
  private static final Map<String, Reader> SERVICES =
      Map.of("huawei", Read::csms, "aliyun", Read::kms);
  private static final Map<String, String> CLIENTS =
      Map.of("huawei", "huaweicloud-sdk-csms", "aliyun", "aliyun-java-sdk-kms");

  /** What the client of a service reads of an answer. */
  interface Reader {
    JsonNode read(JsonNode test, String body, boolean isError) throws Exception;
  }

  public static void main(String[] arguments) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) readFile(file);
    }
    OUT.flush();
  }

  private static void readFile(Path file) throws IOException {
    JsonNode vectors = JSON.readTree(file.toFile());
    String schema = vectors.path("schema").asText();
    if (!List.of("body_schema.json", "error_schema.json").contains(schema)) return;
    String family = file.getFileName().toString().replaceFirst("\\.json$", "");
    for (JsonNode group : vectors.path("testGroups")) {
      String service = group.path("service").asText();
      if (!SERVICES.containsKey(service)) continue;
      boolean isError = schema.equals("error_schema.json");
      for (JsonNode test : group.path("tests")) {
        if (service.equals("huawei") && !isError && !isKnown(test.path("operation").asText())) continue;
        if (service.equals("aliyun") && isEndless(test)) continue;
        ObjectNode outcome = attempt(SERVICES.get(service), test, isError);
        outcome.put("family", family).put("tcId", test.path("tcId").asInt()).put("client", CLIENTS.get(service));
        OUT.println(outcome);
      }
    }
  }

  private static ObjectNode attempt(Reader reader, JsonNode test, boolean isError) {
    try {
      JsonNode value = reader.read(test, test.path("response").path("body").asText(""), isError);
      return JSON.createObjectNode().set("value", value);
    } catch (Exception | LinkageError failure) {
      return JSON.createObjectNode().put("failure", failure.toString());
    }
  }

  private static JsonNode kms(JsonNode test, String body, boolean isError) throws Exception {
    String type = test.path("response").path("headers").path(0).path(1).asText();
    FormatType format = type.startsWith("text/xml") ? FormatType.XML : FormatType.JSON;
    String operation = test.path("operation").asText();
    String root = isError ? "Error" : operation + "Response";
    Map<String, String> fields = ReaderFactory.createInstance(format).read(body, root);
    if (isError)
      return JSON.createObjectNode().put("code", fields.get("Error.Code")).put("message", fields.get("Error.Message"));
    UnmarshallerContext context = new UnmarshallerContext();
    context.setHttpStatus(test.path("response").path("status").asInt());
    context.setResponseMap(fields);
    Class<?> response = Class.forName("com.aliyuncs.kms.model.v20160120." + operation + "Response");
    return KMS.valueToTree(((AcsResponse) response.getDeclaredConstructor().newInstance()).getInstance(context));
  }

  /** Of some JSON that is none, aliyun-java-sdk-core reads without end, or until it has no memory left. */
  private static boolean isEndless(JsonNode test) {
    return test.path("format").asText().equals("JSON") && test.path("result").asText().equals("invalid");
  }

  /** Whether the client has the operation. */
  private static boolean isKnown(String operation) {
    return Read.class.getResource("/com/huaweicloud/sdk/csms/v1/model/" + operation + "Response.class") != null;
  }

  private static JsonNode csms(JsonNode test, String body, boolean isError) throws Exception {
    if (isError) return csmsError(test.path("response"), body);
    Class<?> model =
        Class.forName("com.huaweicloud.sdk.csms.v1.model." + test.path("operation").asText() + "Response");
    Object read = body.isEmpty() ? model.getDeclaredConstructor().newInstance() : JsonUtils.toObject(body, model);
    return JSON.readTree(JsonUtils.toJSON(read));
  }

  private static JsonNode csmsError(JsonNode response, String body) {
    Map<String, Object> parts = new HashMap<>();
    parts.put("getStatusCode", response.path("status").asInt());
    parts.put("getBodyAsString", body);
    parts.put("getBodyAsBytes", body.getBytes(StandardCharsets.UTF_8));
    parts.put("getContentType", response.path("headers").path(0).path(1).asText());
    HttpResponse received =
        (HttpResponse)
            Proxy.newProxyInstance(
                Read.class.getClassLoader(),
                new Class<?>[] {HttpResponse.class},
                (proxy, method, arguments) -> parts.get(method.getName()));
    try {
      new DefaultExceptionHandler().handleException(null, received);
      return JSON.createObjectNode();
    } catch (ServiceResponseException error) {
      return JSON.createObjectNode().put("code", error.getErrorCode()).put("message", error.getErrorMsg());
    }
  }
}
