package project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import test.dragoman.junit5.DragomanException;
import test.dragoman.junit5.DragomanExtension;
import test.dragoman.junit5.DragomanGateway;
import test.dragoman.junit5.DragomanReceipt;
import test.dragoman.junit5.DragomanSandbox;
import test.dragoman.junit5.DragomanTest;

/** Receipts of a test, of a class and of a whole JVM; what a class or a JVM asked for is run as a suite of its own. */
@Isolated
class ReceiptTest {
    private static final String FILES = "target/receipts/";

    @Test
    @DragomanTest(seeds = "classpath:seeds.json")
    void hasAllThatTheControlApiTells(DragomanSandbox sandbox) throws Exception {
        call(sandbox, "GetSecretValue", Map.of("SecretName", "db", "Colour", "red"));
        assertThrows(TeaException.class, () -> call(sandbox, "NoSuchAction", Map.of()));
        var receipt = sandbox.receipt("official-sdk-seen");
        assertEquals("official-sdk-seen", receipt.minGrade());
        var used = receipt.used().get(0);
        assertEquals(List.of("aliyun", "GetSecretValue"), List.of(used.door(), used.operation()));
        assertEquals(Map.of(200, 1), used.statuses());
        assertEquals(used.strongest(), used.facts().keySet().iterator().next());
        assertFalse(used.facts().get(used.strongest()).isEmpty());
        assertTrue(DragomanReceipt.GRADES.contains(used.weakest()));
        assertEquals(new DragomanReceipt.NotServed("aliyun", "NoSuchAction", 1), receipt.notServed().get(0));
        assertEquals(
                List.of(new DragomanReceipt.WithoutEffect("aliyun", "GetSecretValue", "Colour", "unread", null, 1)),
                receipt.withoutEffect());
        assertEquals("aliyun", receipt.notCalled().get(0).door());
        assertTrue(receipt.notCalled().get(0).operations().contains("CreateSecret"));
    }

    @Test
    @DragomanTest
    void isOfAGatewayToo(DragomanGateway gateway) {
        assertEquals(null, gateway.receipt().minGrade());
        assertEquals("inferred", gateway.receipt("inferred").minGrade());
        var rejected = assertThrows(DragomanException.class, () -> gateway.receipt("best"));
        assertTrue(rejected.getMessage().contains("vendor-document"), rejected.getMessage());
    }

    @Test
    void aClassWritesThatOfAllItsSandboxes() throws IOException {
        assertEquals(List.of(), failures(run(Passing.class)));
        var receipt = json("passing.json");
        assertEquals("vendor-document", receipt.get("min_grade").getAsString());
        // A test that resets its sandbox, one of the class within the class, and a sandbox that a test made itself.
        assertEquals(4, receipt.get("requests").getAsInt());
        assertTrue(Files.readString(Path.of(FILES + "within.md")).startsWith("# What the run rested on\n"));
    }

    @Test
    void aClassBelowItsGradeFailsWithOneSentence() throws IOException {
        var results = run(Weak.class);
        assertEquals(1, results.testEvents().succeeded().count());
        assertEquals(
                List.of("project.ReceiptTest$Weak used what has no fact of the grade live-capture or a stronger one:"
                        + " GetSecretValue; see target/receipts/weak.xml"),
                failures(results));
        assertTrue(Files.readString(Path.of(FILES + "weak.xml")).contains("failures=\"1\""));
    }

    @Test
    void aGatewayOfTheClassesOwnHasOneToo() throws IOException {
        assertEquals(List.of(), failures(run(OwnGateway.class)));
        assertEquals(1, json("own.json").get("requests").getAsInt());
    }

    @Test
    void whatCannotBeIsSaidBeforeTheFirstTest() {
        assertTrue(onlyFailure(NoGrade.class).startsWith("there is no grade vendor-dokument: there are live-capture,"));
        assertEquals("a receipt is written as .md, .json, .xml or .html: receipt.txt", onlyFailure(NoForm.class));
        assertTrue(onlyFailure(OnAMethod.class).startsWith("receipt and minGrade are for the annotation of a class"));
    }

    @Test
    void theJvmFailsBelowItsGrade() throws Exception {
        var program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        program, "-Ddragoman.receipt=" + FILES + "jvm.json", "-Ddragoman.min-grade=live-capture", "-cp",
                        System.getProperty("java.class.path"), ReceiptTest.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("the run used what has no fact of the grade live-capture or a stronger one"), said);
        assertEquals(1, json("jvm.json").get("requests").getAsInt());
    }

    /** A suite in a JVM of its own: prints its failures. */
    public static void main(String[] arguments) {
        failures(run(RunsTest.ReadsSecret.class)).forEach(System.out::println);
        System.exit(0);
    }

    @DragomanTest(seeds = "classpath:seeds.json", receipt = FILES + "passing.json", minGrade = "vendor-document")
    static class Passing {
        @Test
        void reads(DragomanSandbox sandbox) throws Exception {
            Clients.read(Clients.aliyun(sandbox), "db");
            sandbox.reset();
            Clients.read(Clients.aliyun(sandbox), "db");
        }

        @Test
        void readsElsewhere(DragomanGateway gateway) throws Exception {
            try (var other = gateway.sandbox("other")) {
                assertThrows(TeaException.class, () -> Clients.read(Clients.aliyun(other), "db"));
            }
        }

        @Nested
        @DragomanTest(seeds = "classpath:seeds.json", perClass = true, receipt = FILES + "within.md")
        class Within {
            @Test
            void reads(DragomanSandbox sandbox) throws Exception {
                Clients.read(Clients.aliyun(sandbox), "db");
            }
        }
    }

    @DragomanTest(
            seeds = "classpath:seeds.json", perClass = true, receipt = FILES + "weak.xml", minGrade = "live-capture")
    static class Weak {
        @Test
        void reads(DragomanSandbox sandbox) throws Exception {
            Clients.read(Clients.aliyun(sandbox), "db");
        }
    }

    static class OwnGateway {
        @RegisterExtension
        static final DragomanExtension DRAGOMAN = DragomanExtension.builder()
                .settings(Map.of("tls", Map.of("enabled", false)))
                .seeds("classpath:seeds.json")
                .receipt(FILES + "own.json")
                .minGrade("vendor-document")
                .build();

        @Test
        void reads(DragomanSandbox sandbox) throws Exception {
            Clients.read(Clients.aliyun(sandbox), "db");
        }
    }

    @DragomanTest(minGrade = "vendor-dokument")
    static class NoGrade {
        @Test
        void isNotRun() {}
    }

    @DragomanTest(receipt = "receipt.txt")
    static class NoForm {
        @Test
        void isNotRun() {}
    }

    static class OnAMethod {
        @Test
        @DragomanTest(receipt = "receipt.md")
        void isNotRun() {}
    }

    private static EngineExecutionResults run(Class<?> suite) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(suite)).execute();
    }

    /** The messages of all that failed: tests, classes and the engine. */
    private static List<String> failures(EngineExecutionResults results) {
        return results.allEvents().finished().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .map(Throwable::getMessage)
                .toList();
    }

    private static String onlyFailure(Class<?> suite) {
        var results = run(suite);
        assertEquals(0, results.testEvents().succeeded().count());
        var failures = failures(results);
        assertEquals(1, failures.size(), failures.toString());
        return failures.get(0);
    }

    private static JsonObject json(String name) throws IOException {
        return JsonParser.parseString(Files.readString(Path.of(FILES + name))).getAsJsonObject();
    }

    private static void call(DragomanSandbox sandbox, String action, Map<String, String> query) throws Exception {
        var params = new Params()
                .setAction(action)
                .setVersion("2016-01-20")
                .setProtocol("HTTP")
                .setPathname("/")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        Clients.aliyun(sandbox).callApi(params, new OpenApiRequest().setQuery(query), new RuntimeOptions());
    }
}
