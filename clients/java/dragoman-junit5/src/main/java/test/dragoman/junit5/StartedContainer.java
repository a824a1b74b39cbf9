package test.dragoman.junit5;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A gateway in a container, where Testcontainers is on the classpath. */
final class StartedContainer implements AutoCloseable {
    private static final int PORT = 4600;

    /** Whoever publishes the port of a container calls from another address, for which a token is needed. */
    static final String TOKEN = "dragoman-of-this-test-run";

    private final GenericContainer<?> container;

    StartedContainer(String image) {
        container = new GenericContainer<>(image)
                .withExposedPorts(PORT)
                .withEnv("DRAGOMAN_MEMORY", "true")
                .withEnv("DRAGOMAN_CONTROL_TOKEN", TOKEN)
                .waitingFor(Wait.forHttp("/_dragoman/ready").forPort(PORT));
        container.start();
    }

    String url() {
        return "http://" + container.getHost() + ":" + container.getMappedPort(PORT);
    }

    @Override
    public void close() {
        container.stop();
    }
}
