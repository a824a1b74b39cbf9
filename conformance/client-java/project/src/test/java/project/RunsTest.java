package project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static test.dragoman.junit5.RequestAssertion.requests;

import com.aliyun.kms20160120.Client;
import com.aliyun.teaopenapi.models.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import test.dragoman.junit5.DragomanGateway;
import test.dragoman.junit5.DragomanJournal;
import test.dragoman.junit5.DragomanSandbox;
import test.dragoman.junit5.DragomanTest;

/** Runs of users' suites: what they cost, what they say, and that nothing is left of them. */
@Isolated
class RunsTest {
    private static final long SANDBOX_MILLIS = 30;
    private static final Duration COLD = Duration.ofSeconds(3);
    private static final Duration GONE_AFTER = Duration.ofSeconds(10);

    @Test
    void aSandboxIsMadeAndDeletedSoon() {
        var gateway = DragomanGateway.shared();
        // The least of a few: what else the machine does is not meant.
        var least = IntStream.range(0, 5).mapToLong(round -> medianOfSome(gateway)).min().orElseThrow();
        assertTrue(least <= SANDBOX_MILLIS, least + " ms");
    }

    private static long medianOfSome(DragomanGateway gateway) {
        var times = IntStream.range(0, 20).mapToLong(number -> {
            var began = System.nanoTime();
            gateway.sandbox("timed").close();
            return (System.nanoTime() - began) / 1_000_000;
        }).toArray();
        Arrays.sort(times);
        return times[times.length / 2];
    }

    @Test
    void theFirstTestOfAColdRunIsGreenSoon() {
        var least = IntStream.range(0, 3).mapToLong(round -> millisOfARun()).min().orElseThrow();
        assertTrue(least <= COLD.toMillis(), least + " ms");
    }

    private static long millisOfARun() {
        try {
            var began = System.nanoTime();
            var process = java("reads").start();
            var output = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), output);
            return (System.nanoTime() - began) / 1_000_000;
        } catch (IOException | InterruptedException error) {
            throw new IllegalStateException(error);
        }
    }

    @Test
    void aRunThatIsKilledLeavesNoGateway() throws Exception {
        var process = java("hangs").start();
        var url = new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
        assertFalse(isGone(url));
        process.destroyForcibly().waitFor();
        var deadline = System.nanoTime() + GONE_AFTER.toNanos();
        while (!isGone(url)) {
            assertTrue(System.nanoTime() < deadline, "it is still there");
            Thread.sleep(50);
        }
    }

    @Test
    void aFailureSaysWhyRequestsWereRejectedAndWhatCameInstead() {
        System.setProperty("project.failing", "true");
        try {
            var events = EngineTestKit.engine("junit-jupiter").selectors(selectClass(Failing.class)).execute();
            var failure = events.testEvents().failed().stream()
                    .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                    .flatMap(result -> result.getThrowable().stream())
                    .findFirst()
                    .orElseThrow();
            assertTrue(failure.getMessage().contains("at least 1 × GetSecretValue of dbb"), failure.getMessage());
            var explained = failure.getSuppressed()[0].getMessage();
            assertTrue(explained.contains("aliyun GetSecretValue: 400"), explained);
            assertTrue(explained.contains("  - "), explained);
            assertFalse((failure.getMessage() + explained).contains("s3cr3t"));
        } finally {
            System.clearProperty("project.failing");
        }
    }

    @DragomanTest(seeds = "classpath:seeds.json")
    @EnabledIfSystemProperty(named = "project.failing", matches = "true")
    static class Failing {
        @Test
        void fails(DragomanSandbox sandbox, DragomanJournal journal) throws Exception {
            Clients.read(Clients.aliyun(sandbox), "db");
            var wrong = new Config()
                    .setAccessKeyId(sandbox.aliyun().accessKeyId())
                    .setAccessKeySecret("of-another")
                    .setEndpoint(sandbox.aliyun().endpoint())
                    .setRegionId("cn-hangzhou")
                    .setProtocol("HTTP");
            try {
                Clients.read(new Client(wrong), "db");
            } catch (com.aliyun.tea.TeaException expected) {
                journal.verify(requests("GetSecretValue").of("dbb"));
            }
        }
    }

    /** What the runs in JVMs of their own do. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("reads")) {
            var events = EngineTestKit.engine("junit-jupiter").selectors(selectClass(ReadsSecret.class)).execute();
            System.exit(events.testEvents().succeeded().count() == 1 ? 0 : 1);
        }
        System.out.println(DragomanGateway.shared().url());
        Thread.sleep(60_000);
    }

    @DragomanTest(seeds = "classpath:seeds.json")
    static class ReadsSecret {
        @Test
        void reads(DragomanSandbox sandbox) throws Exception {
            assertEquals("s3cr3t", Clients.read(Clients.aliyun(sandbox), "db"));
        }
    }

    private static ProcessBuilder java(String what) {
        var program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classpath = System.getProperty("java.class.path");
        var command = List.of(program, "-cp", classpath, RunsTest.class.getName(), what);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static boolean isGone(String url) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/_dragoman/health")).build();
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
            return false;
        } catch (IOException gone) {
            return true;
        }
    }
}
