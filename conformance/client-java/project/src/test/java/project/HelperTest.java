package project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static test.dragoman.junit5.RequestAssertion.requests;

import com.aliyun.kms20160120.models.DeleteSecretRequest;
import com.aliyun.tea.TeaException;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.csms.v1.model.ShowSecretVersionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import test.dragoman.junit5.DragomanClock;
import test.dragoman.junit5.DragomanException;
import test.dragoman.junit5.DragomanExtension;
import test.dragoman.junit5.DragomanFaults;
import test.dragoman.junit5.DragomanGateway;
import test.dragoman.junit5.DragomanJournal;
import test.dragoman.junit5.DragomanSandbox;
import test.dragoman.junit5.DragomanTest;

@DragomanTest(seeds = "classpath:seeds.json")
class HelperTest {
    private static final ShowSecretVersionRequest LATEST =
            new ShowSecretVersionRequest().withSecretName("db").withVersionId("latest");

    @Test
    void oneSecretIsSeenByClientsOfTwoClouds(DragomanSandbox sandbox, DragomanJournal journal) throws Exception {
        assertEquals("s3cr3t", Clients.huawei(sandbox).showSecretVersion(LATEST).getVersion().getSecretString());
        assertEquals("s3cr3t", Clients.read(Clients.aliyun(sandbox), "db"));
        journal.verifyInOrder(
                requests("ShowSecretVersion").at("huawei").exactly(1), requests("GetSecretValue").atLeast(1));
    }

    @Test
    @DragomanTest(seeds = "{\"secrets\": []}", clock = "2030-01-01T00:00:00Z")
    void theAnnotationOfAMethodComesFirst(DragomanSandbox sandbox, DragomanClock clock) throws Exception {
        assertEquals(Instant.parse("2030-01-01T00:00:00Z"), clock.now());
        var client = Clients.aliyun(sandbox);
        assertThrows(TeaException.class, () -> Clients.read(client, "db"));
    }

    @Test
    void aSandboxSaysWhatItRestedOn(DragomanSandbox sandbox) throws Exception {
        assertEquals("s3cr3t", Clients.read(Clients.aliyun(sandbox), "db"));
        var receipt = sandbox.receipt("official-sdk-seen");
        assertTrue(receipt.passed());
        assertEquals("GetSecretValue", receipt.used().get(0).operation());
        assertEquals("official-sdk-seen", receipt.used().get(0).strongest());
        assertFalse(sandbox.receipt("live-capture").passed());
        assertEquals(1, sandbox.receipt().requests());
        assertThrows(DragomanException.class, () -> sandbox.receipt("best"));
    }

    @Test
    void theClockDoesWhatFallsDue(DragomanSandbox sandbox, DragomanClock clock) throws Exception {
        clock.freeze(Instant.parse("2030-01-01T00:00:00Z"));
        var client = Clients.aliyun(sandbox);
        client.deleteSecret(new DeleteSecretRequest().setSecretName("db").setRecoveryWindowInDays("7"));
        assertEquals(Map.of("secret-deletion", 1), clock.advance(Duration.ofDays(7)));
        assertEquals(Instant.parse("2030-01-08T00:00:00Z"), clock.now());
        clock.real();
    }

    @Test
    void faultsAreInjected(DragomanSandbox sandbox, DragomanFaults faults) {
        faults.inject("ShowSecretVersion", "throttle");
        var client = Clients.huawei(sandbox);
        var rejected = assertThrows(ClientRequestException.class, () -> client.showSecretVersion(LATEST));
        assertEquals(429, rejected.getHttpStatusCode());
        assertEquals(1, faults.list().size());
        faults.clear();
        assertEquals("s3cr3t", client.showSecretVersion(LATEST).getVersion().getSecretString());
    }

    @Test
    void aResetGoesBackToTheSeeds(DragomanSandbox sandbox) throws Exception {
        sandbox.seed("{\"secrets\": [{\"name\": \"more\", \"value\": \"x\"}]}");
        sandbox.reset();
        var client = Clients.aliyun(sandbox);
        assertThrows(TeaException.class, () -> Clients.read(client, "more"));
        assertEquals("s3cr3t", Clients.read(client, "db"));
    }

    @Test
    void aSandboxMoreSeesNothingOfTheTest(DragomanGateway gateway) throws Exception {
        try (var other = gateway.sandbox("other")) {
            var client = Clients.aliyun(other);
            assertThrows(TeaException.class, () -> Clients.read(client, "db"));
        }
    }

    @Test
    void seedsThatAreWrongMakeNothing(DragomanSandbox sandbox) {
        var rejected = assertThrows(DragomanException.class, () -> sandbox.seed("{\"secrets\": [{\"nme\": \"x\"}]}"));
        assertTrue(rejected.getMessage().contains("secrets"), rejected.getMessage());
    }

    @Test
    void credentialsAreInNoText(DragomanSandbox sandbox) {
        var text = sandbox + " " + sandbox.huawei() + sandbox.aliyun() + sandbox.blueKing();
        assertFalse(text.contains(sandbox.huawei().sk()));
        assertFalse(text.contains(sandbox.aliyun().accessKeySecret()));
        assertFalse(text.contains(sandbox.blueKing().appSecret()));
    }

    /** A gateway with settings of the class's own. */
    static class WithSettings {
        @RegisterExtension
        static final DragomanExtension DRAGOMAN = DragomanExtension.builder()
                .settings(Map.of("tls", Map.of("enabled", false)))
                .seeds("classpath:seeds.json")
                .build();

        @Test
        void goesByThem(DragomanGateway gateway, DragomanSandbox sandbox) throws Exception {
            assertEquals(null, gateway.authority());
            assertEquals("s3cr3t", Clients.read(Clients.aliyun(sandbox), "db"));
        }
    }

    /** Tests that share a sandbox. */
    @DragomanTest(perClass = true)
    static class PerClass {
        private static String first;

        @Test
        void one(DragomanSandbox sandbox) {
            same(sandbox);
        }

        @Test
        void two(DragomanSandbox sandbox) {
            same(sandbox);
        }

        private static synchronized void same(DragomanSandbox sandbox) {
            if (first == null) first = sandbox.id();
            assertEquals(first, sandbox.id());
        }
    }
}
