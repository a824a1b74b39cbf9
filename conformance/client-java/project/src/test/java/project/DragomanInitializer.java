package project;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import test.dragoman.junit5.DragomanGateway;

/** As the page on Java has it. */
class DragomanInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var sandbox = DragomanGateway.shared().sandbox(context.getId());
        var access = sandbox.huawei();
        TestPropertyValues.of("csms.endpoint=" + access.endpoint(), "csms.ak=" + access.ak(), "csms.sk=" + access.sk())
                .applyTo(context);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) sandbox.close();
        });
    }
}
