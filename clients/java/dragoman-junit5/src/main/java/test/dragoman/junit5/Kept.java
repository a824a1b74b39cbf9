package test.dragoman.junit5;

import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** What a store keeps, so that JUnit closes it: versions before 5.13 know the first interface alone. */
record Kept<T>(T value, Runnable end) implements CloseableResource, AutoCloseable {
    @Override
    public void close() {
        end.run();
    }
}
