package test.dragoman.junit5;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Resolves parameters of tests to a sandbox and its parts. A sandbox is made when a test first asks for it and deleted
 * as the test, or with {@code perClass} the class, ends; the gateway is the JVM's.
 *
 * <p>With settings of its own: {@code @RegisterExtension static DragomanExtension dragoman =
 * DragomanExtension.builder().settings(Map.of(…)).build();}
 */
public final class DragomanExtension
        implements BeforeAllCallback, BeforeEachCallback, ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(DragomanExtension.class);

    private final Map<String, ?> settings;
    private final String seeds;
    private final String receipt;
    private final String minGrade;

    /** As {@link DragomanTest} registers it. */
    public DragomanExtension() {
        this(new Builder());
    }

    private DragomanExtension(Builder given) {
        this.settings = given.settings;
        this.seeds = given.seeds;
        this.receipt = given.receipt;
        this.minGrade = given.minGrade;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Says what is unlike the defaults. */
    public static final class Builder {
        private Map<String, ?> settings = Map.of();
        private String seeds = "";
        private String receipt = "";
        private String minGrade = "";

        private Builder() {}

        /** Settings as in {@code dragoman.yaml}; a gateway of the class's own is started with them. */
        public Builder settings(Map<String, ?> given) {
            settings = Map.copyOf(given);
            return this;
        }

        /** Seeds as JSON that sandboxes begin with, unless {@link DragomanTest} on a method or class says others. */
        public Builder seeds(String given) {
            seeds = given;
            return this;
        }

        /** A file for the receipt of the class, as {@link DragomanTest#receipt()}. */
        public Builder receipt(String file) {
            receipt = file;
            return this;
        }

        /** What the class is to rest on, as {@link DragomanTest#minGrade()}. */
        public Builder minGrade(String grade) {
            minGrade = grade;
            return this;
        }

        public DragomanExtension build() {
            return new DragomanExtension(this);
        }
    }

    /** Begins the receipts that the class asks for. */
    @Override
    public void beforeAll(ExtensionContext context) {
        var type = context.getRequiredTestClass();
        var said = annotation(context.getTestClass());
        openReceipt(context, this, RunReceipt.of(type.getName(), receipt, minGrade));
        said.ifPresent(of -> openReceipt(
                context, ClassReceipts.keyOf(type), RunReceipt.of(type.getName(), of.receipt(), of.minGrade())));
    }

    private void openReceipt(ExtensionContext context, Object source, RunReceipt wanted) {
        if (wanted != null) ClassReceipts.open(context, source, wanted, gateway(context));
    }

    /** @throws DragomanException for what a method's annotation cannot say */
    @Override
    public void beforeEach(ExtensionContext context) {
        var said = annotation(context.getTestMethod());
        if (said.filter(of -> !of.receipt().isEmpty() || !of.minGrade().isEmpty()).isPresent())
            throw new DragomanException("no-receipt", "receipt and minGrade are for the annotation of a class, not of "
                    + context.getRequiredTestMethod().getName() + ": sandbox.receipt(…) is that of one test");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == DragomanSandbox.class
                || type == DragomanClock.class
                || type == DragomanFaults.class
                || type == DragomanJournal.class
                || type == DragomanGateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        if (type == DragomanGateway.class) return gateway(context).keepingFor(ClassReceipts.of(context, this));
        var sandbox = sandbox(context);
        if (type == DragomanClock.class) return sandbox.clock();
        if (type == DragomanFaults.class) return sandbox.faults();
        return type == DragomanJournal.class ? sandbox.journal() : sandbox;
    }

    /** Adds to the failure of a test why requests of it were rejected. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        var kept = kept(scope(context));
        if (kept != null) {
            try {
                var explained = kept.value().journal().explainRejections();
                if (!explained.isEmpty()) failure.addSuppressed(new RejectedRequests(explained));
            } catch (DragomanException gone) {
                failure.addSuppressed(gone);
            }
        }
        throw failure;
    }

    private DragomanGateway gateway(ExtensionContext context) {
        if (settings.isEmpty()) return sharedWithReceipt(context);
        var ofClass = context.getTestClass().isEmpty() ? context : classOf(context);
        return gatewayIn(ofClass.getStore(NAMESPACE));
    }

    /** The root's store is closed once all tests ended, and before the gateway does. */
    private static DragomanGateway sharedWithReceipt(ExtensionContext context) {
        var gateway = DragomanGateway.shared();
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("receipt", key -> {
            var ofJvm = RunReceipt.ofJvm();
            if (ofJvm == null) return new Kept<>(gateway, () -> {});
            ofJvm.begin(gateway.control());
            gateway.keepFor(ofJvm);
            return new Kept<>(gateway, () -> {
                ofJvm.keep(gateway.control());
                ofJvm.finish(gateway.control());
            });
        });
        return gateway;
    }

    @SuppressWarnings("unchecked") // it is put there below alone
    private DragomanGateway gatewayIn(ExtensionContext.Store store) {
        var kept = store.getOrComputeIfAbsent(this, key -> {
            var gateway = DragomanGateway.open(settings);
            return new Kept<>(gateway, gateway::close);
        });
        return ((Kept<DragomanGateway>) kept).value();
    }

    private DragomanSandbox sandbox(ExtensionContext context) {
        var scope = scope(context);
        var kept = scope.getStore(NAMESPACE).getOrComputeIfAbsent(key(), key -> {
            var sandbox = newSandbox(scope);
            return new Kept<>(sandbox, sandbox::close);
        }, Kept.class);
        return (DragomanSandbox) kept.value();
    }

    @SuppressWarnings("unchecked") // it is put there above alone
    private Kept<DragomanSandbox> kept(ExtensionContext scope) {
        return (Kept<DragomanSandbox>) scope.getStore(NAMESPACE).get(key(), Kept.class);
    }

    /** Extensions with settings of their own have sandboxes of their own. */
    private Object key() {
        return settings.isEmpty() ? "sandbox" : Map.entry("sandbox", this);
    }

    private DragomanSandbox newSandbox(ExtensionContext scope) {
        var sandbox = gateway(scope)
                .keepingFor(ClassReceipts.of(scope, this))
                .sandbox(scope.getUniqueId());
        try {
            var begin = seedsOf(scope);
            if (!begin.isEmpty()) sandbox.beginWith(begin);
            var clock = said(scope, DragomanTest::clock);
            if (!clock.isEmpty()) sandbox.clock().freeze(Instant.parse(clock));
            return sandbox;
        } catch (RuntimeException error) {
            sandbox.close();
            throw error;
        }
    }

    private String seedsOf(ExtensionContext scope) {
        var said = said(scope, DragomanTest::seeds);
        var given = said.isEmpty() ? seeds : said;
        if (!given.startsWith("classpath:")) return given;
        var name = "/" + given.substring("classpath:".length());
        try (var resource = scope.getRequiredTestClass().getResourceAsStream(name)) {
            if (resource == null) throw new DragomanException("no-seeds", "there is no resource " + name);
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new DragomanException("no-seeds", name + " cannot be read", error);
        }
    }

    /** What the annotation of the method says, else that of the class. */
    private static String said(ExtensionContext scope, Function<DragomanTest, String> part) {
        var ofMethod = annotation(scope.getTestMethod()).map(part).filter(text -> !text.isEmpty());
        return ofMethod.or(() -> annotation(scope.getTestClass()).map(part)).orElse("");
    }

    private static Optional<DragomanTest> annotation(Optional<? extends AnnotatedElement> element) {
        return AnnotationSupport.findAnnotation(element, DragomanTest.class);
    }

    private static ExtensionContext scope(ExtensionContext context) {
        var perClass = annotation(context.getTestClass()).map(DragomanTest::perClass).orElse(false);
        return perClass ? classOf(context) : context;
    }

    private static ExtensionContext classOf(ExtensionContext context) {
        var found = context;
        while (found.getTestMethod().isPresent() && found.getParent().isPresent()) found = found.getParent().get();
        return found;
    }
}
