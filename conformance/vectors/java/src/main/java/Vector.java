import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A test of a signature, and its request taken apart. */
record Vector(JsonNode test) {
  String method() {
    return test.path("request").path("method").asText();
  }

  /** As it stands on the wire. */
  String path() {
    return target().split("\\?", 2)[0];
  }

  String body() {
    return test.path("request").path("body").asText("");
  }

  String text(String field) {
    return test.path(field).asText();
  }

  /** By name as it is written. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (JsonNode pair : test.path("request").path("headers")) headers.put(pair.get(0).asText(), pair.get(1).asText());
    return headers;
  }

  String header(String name) {
    return headers().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** Those that its Authorization lists. */
  Map<String, String> signedHeaders() {
    String list = header("Authorization").replaceFirst("^.*SignedHeaders=", "").replaceFirst(",.*$", "");
    List<String> names = Arrays.asList(list.toLowerCase().split(";"));
    Map<String, String> headers = headers();
    headers.keySet().removeIf(name -> !names.contains(name.toLowerCase()));
    return headers;
  }

  /** Of the query, decoded. */
  Map<String, List<String>> query() {
    String target = target();
    return pairs(target.contains("?") ? target.split("\\?", 2)[1] : "");
  }

  /** Of query and form without the signature; of a name that stands twice, the first. */
  Map<String, String> parameters(boolean withForm) {
    Map<String, String> parameters = new LinkedHashMap<>();
    query().forEach((name, values) -> parameters.put(name, values.get(0)));
    if (withForm) pairs(body()).forEach((name, values) -> parameters.putIfAbsent(name, values.get(0)));
    parameters.remove("Signature");
    return parameters;
  }

  static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> pairs(String encoded) {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      if (pair.isEmpty()) continue;
      String[] parts = pair.split("=", 2);
      String value = parts.length > 1 ? decode(parts[1]) : "";
      pairs.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>()).add(value);
    }
    return pairs;
  }

  private String target() {
    return test.path("request").path("target").asText();
  }
}
