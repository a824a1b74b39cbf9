package project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import test.dragoman.junit5.DragomanGateway;
import test.dragoman.junit5.DragomanSandbox;
import test.dragoman.junit5.DragomanTest;

/** A gateway in a container that Testcontainers starts: neither a program nor an address of one is given. */
@DragomanTest(seeds = "{\"secrets\": [{\"name\": \"db\", \"value\": \"s3cr3t\"}]}")
class ContainerTest {
    @Test
    void eachTestHasASandbox(DragomanGateway gateway, DragomanSandbox sandbox) {
        var secrets = sandbox.control().call("GET", "/secrets", null).getAsJsonObject().getAsJsonArray("secrets");
        assertEquals("db", secrets.get(0).getAsJsonObject().get("name").getAsString());
        assertTrue(gateway.control().call("GET", "/status", null).getAsJsonObject().get("ready").getAsBoolean());
    }

    @Test
    void anotherGatewayIsAnotherContainer(DragomanGateway gateway) {
        String url;
        try (var own = DragomanGateway.open(Map.of())) {
            url = own.url();
            assertNotEquals(gateway.url(), url);
            own.sandbox("of its own").close();
        }
        assertTrue(isGone(url));
    }

    private static boolean isGone(String url) {
        try {
            java.net.URI.create(url + "/_dragoman/health").toURL().openStream().close();
            return false;
        } catch (java.io.IOException gone) {
            return true;
        }
    }
}
