package instance;

import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a client made of the operations: by the operation's name, what shows its success and the code of one
 * error.
 */
final class Results {
  interface Success {
    Object run() throws Exception;
  }

  private static final TreeMap<String, String> ALL = new TreeMap<>();

  private Results() {}

  static void record(String name, Success success, Success failure, Function<Exception, String> codeOf) {
    String shownAs;
    try {
      shownAs = String.valueOf(success.run());
    } catch (Exception error) {
      shownAs = String.valueOf(error);
    }
    String code = "none";
    try {
      failure.run();
    } catch (Exception error) {
      code = codeOf.apply(error);
    }
    ALL.put(name, String.format("{\"success\": %s, \"error\": %s}", quoted(shownAs), quoted(code)));
  }

  static void show() {
    StringBuilder text = new StringBuilder();
    ALL.forEach((name, entry) -> {
      text.append(text.length() == 0 ? "" : ", ").append(quoted(name)).append(": ").append(entry);
    });
    System.out.println("{" + text + "}");
    System.exit(0);
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + escaped.replaceAll("\\p{Cntrl}", " ") + '"';
  }
}
