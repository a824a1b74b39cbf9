package project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import test.dragoman.junit5.DragomanGateway;

@SpringJUnitConfig(SpringTest.Nothing.class)
@ContextConfiguration(initializers = DragomanInitializer.class)
class SpringTest {
    @Configuration
    static class Nothing {}

    @Value("${csms.endpoint}")
    private String endpoint;

    @Value("${csms.ak}")
    private String ak;

    @Test
    void anApplicationContextHasASandbox() {
        assertEquals(DragomanGateway.shared().url(), endpoint);
        assertNotEquals("DRAGOMANDEV000000001", ak);
    }
}
