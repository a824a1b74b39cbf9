import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Signs what the vectors say with official SDKs for Java: the folder of vectors is the argument. Prints a line of JSON
 * for each test that is not invalid and each client: what it made, or how it failed.
 */
final class Sign {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);
  private static final Map<String, Signer> SERVICES =
      Map.of("huawei", Huawei::made, "aliyun", Aliyun::made, "aliyun-instance", Instance::made);

  /** What the clients of a service make of a test. */
  interface Signer {
    List<ObjectNode> made(String algorithm, JsonNode key, Vector test) throws Exception;
  }

  public static void main(String[] arguments) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) signFile(file);
    }
    OUT.flush();
  }

  private static void signFile(Path file) throws IOException {
    String family = file.getFileName().toString().replaceFirst("\\.json$", "");
    JsonNode vectors = JSON.readTree(file.toFile());
    for (JsonNode group : vectors.path("testGroups")) {
      Signer signer = SERVICES.get(group.path("service").asText());
      if (signer == null) continue;
      for (JsonNode test : group.path("tests"))
        if (!test.path("result").asText().equals("invalid"))
          for (ObjectNode made : attempt(signer, vectors.path("algorithm").asText(), group.path("key"), test))
            OUT.println(made.put("family", family).put("tcId", test.path("tcId").asInt()));
    }
  }

  private static List<ObjectNode> attempt(Signer signer, String algorithm, JsonNode key, JsonNode test) {
    try {
      return signer.made(algorithm, key, new Vector(test));
    } catch (Exception | LinkageError failure) {
      return List.of(JSON.createObjectNode().put("failure", failure.toString()));
    }
  }

  /** What a client made, to which its caller adds. */
  static ObjectNode by(String client) {
    return JSON.createObjectNode().put("client", client);
  }
}
