package test.dragoman.junit5;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A gateway that tests share. It is the one that {@code DRAGOMAN_URL} names; else the executable of
 * {@code DRAGOMAN_BIN} or of the artifact {@code dragoman-binary} is started; else a container, where Testcontainers is
 * on the classpath and {@code DRAGOMAN_IMAGE} names the image.
 */
public final class DragomanGateway implements AutoCloseable {
    private static final int MAX_LABEL = 200;

    private static DragomanGateway shared;

    private final String url;
    private final String token;
    private final DragomanControl control;
    private final AutoCloseable started;
    private volatile List<RunReceipt> receipts = List.of();

    private DragomanGateway(String url, String token, AutoCloseable started) {
        this(url, token, DragomanControl.of(url, token), started);
    }

    private DragomanGateway(String url, String token, DragomanControl control, AutoCloseable started) {
        this.url = url;
        this.token = token;
        this.control = control;
        this.started = started;
    }

    /** The gateway of this JVM: opened by who asks first, ended with the JVM. For initializers outside of JUnit too. */
    public static synchronized DragomanGateway shared() {
        if (shared == null) shared = open(Map.of());
        return shared;
    }

    /**
     * Opens a gateway of its own, with settings as in {@code dragoman.yaml}; with settings one is always started.
     *
     * @throws DragomanException where none can be
     */
    public static DragomanGateway open(Map<String, ?> settings) {
        var address = System.getenv("DRAGOMAN_URL");
        if (settings.isEmpty() && address != null && !address.isEmpty())
            return new DragomanGateway(address.replaceAll("/$", ""), System.getenv("DRAGOMAN_CONTROL_TOKEN"), () -> {});
        try {
            var program = Program.find();
            if (program.isEmpty()) return container(settings);
            var process = StartedProcess.start(program.get(), settings);
            return new DragomanGateway(process.url(), tokenOf(settings), process);
        } catch (IOException error) {
            throw new DragomanException("not-started", "the gateway does not start: " + error.getMessage(), error);
        }
    }

    private static DragomanGateway container(Map<String, ?> settings) {
        var image = System.getenv("DRAGOMAN_IMAGE");
        if (image == null || !settings.isEmpty() || !isTestcontainersThere())
            throw StartedProcess.notStarted("add the artifact dragoman-binary with the classifier " + Program.platform()
                    + ", or name a program in DRAGOMAN_BIN or a running gateway in DRAGOMAN_URL"
                    + ", or an image in DRAGOMAN_IMAGE with Testcontainers on the classpath");
        var container = new StartedContainer(image);
        return new DragomanGateway(container.url(), StartedContainer.TOKEN, container);
    }

    private static boolean isTestcontainersThere() {
        try {
            Class.forName("org.testcontainers.containers.GenericContainer");
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    private static String tokenOf(Map<String, ?> settings) {
        return settings.get("control") instanceof Map<?, ?> control && control.get("token") instanceof String token
                ? token
                : null;
    }

    public String url() {
        return url;
    }

    /** Sandboxes that are closed or reset from now on are in this receipt. */
    void keepFor(RunReceipt given) {
        receipts = List.of(given);
    }

    /** The same gateway for a class, whose sandboxes are in its receipts too. */
    DragomanGateway keepingFor(List<RunReceipt> ofClass) {
        if (ofClass.isEmpty()) return this;
        var same = new DragomanGateway(url, token, control, started);
        var all = new ArrayList<>(receipts);
        all.addAll(ofClass);
        same.receipts = List.copyOf(all);
        return same;
    }

    void keepRequests(DragomanControl ofSandbox) {
        for (var receipt : receipts) receipt.keep(ofSandbox);
    }

    /** Which facts the requests outside of all sandboxes rested on so far. */
    public DragomanReceipt receipt() {
        return DragomanReceipt.read(control, Map.of());
    }

    /** The same, with what is enough. @param minGrade as {@link DragomanSandbox#receipt(String)} takes it */
    public DragomanReceipt receipt(String minGrade) {
        return DragomanReceipt.read(control, minGrade);
    }

    /** Every other call of the control API, about the gateway's own environment. */
    public DragomanControl control() {
        return control;
    }

    /** An isolated environment, which its owner closes. @param label to tell sandboxes apart by */
    public DragomanSandbox sandbox(String label) {
        var wanted = new HashMap<String, Object>();
        wanted.put("label", label.substring(0, Math.min(label.length(), MAX_LABEL)));
        return new DragomanSandbox(this, control.call("POST", "/sandboxes", wanted).getAsJsonObject());
    }

    /**
     * Runs a program, not changed, once under each fault that its client must live with, each time in a sandbox that
     * begins with the gateway's baseline.
     *
     * @throws DragomanException where it does not work without faults, calls no door, or an option does not fit
     */
    public RetryRehearsal rehearseRetry(RetryOptions options) {
        return RetryRehearsal.of(rehearse(options));
    }

    /**
     * Rotates what a program, not changed, reads while it runs.
     *
     * @throws DragomanException where it reads no secret, or an option does not fit
     */
    public RotationRehearsal rehearseRotation(RotationOptions options) {
        return RotationRehearsal.of(rehearse(options));
    }

    /**
     * Runs a program, not changed, with made-up secret values, and searches what it prints, writes and sends to other
     * hosts for them.
     *
     * @throws DragomanException where it cannot be run, or an option does not fit
     */
    public LeaksRehearsal rehearseLeaks(LeaksOptions options) {
        return LeaksRehearsal.of(rehearse(options));
    }

    private JsonObject rehearse(RehearsalOptions<?> options) {
        var gateway = new HashMap<>(Map.of("DRAGOMAN_URL", url));
        if (token != null) gateway.put("DRAGOMAN_CONTROL_TOKEN", token);
        try {
            var program = Program.find().orElseThrow(() -> RehearsalProcess.notRehearsed(
                    "add the artifact dragoman-binary, or name a program in DRAGOMAN_BIN"));
            return RehearsalProcess.run(program, options, gateway);
        } catch (IOException error) {
            throw RehearsalProcess.notRehearsed(error.getMessage());
        }
    }

    /** The certificate that https clients are to trust, as PEM; null without https or with one of the user's. */
    public String authority() {
        try {
            return control.send("GET", "/tls/authority", null);
        } catch (DragomanException error) {
            if (error.code().equals("no-authority")) return null;
            throw error;
        }
    }

    /** Ends a gateway that was started; one that ran already goes on. */
    @Override
    public void close() {
        try {
            started.close();
        } catch (RuntimeException error) {
            throw error;
        } catch (Exception error) {
            throw new DragomanException("not-ended", "the gateway does not end: " + error.getMessage(), error);
        }
    }
}
