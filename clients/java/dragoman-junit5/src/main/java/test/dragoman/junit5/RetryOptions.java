package test.dragoman.junit5;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program whose retries are rehearsed, and how: as the options of {@code dragoman rehearse retry} say. Without any
 * every case is run.
 */
public final class RetryOptions {
    private final List<String> command;
    private final List<String> flags = new ArrayList<>();
    private Path folder;
    private Map<String, String> environment = Map.of();

    private RetryOptions(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** @param command the program and its arguments */
    public static RetryOptions command(String... command) {
        return new RetryOptions(List.of(command));
    }

    /** What takes longer is cut; 20 s without. */
    public RetryOptions caseTimeout(Duration timeout) {
        return with("case-timeout", timeout.toMillis() + "ms");
    }

    /** Only these; * stands for any end, as in {@code retry:*}. */
    public RetryOptions cases(String... names) {
        return with("cases", String.join(",", names));
    }

    /** Only faults of these operations, by the vendor's name. */
    public RetryOptions operations(String... names) {
        return with("operation", String.join(",", names));
    }

    /** How many run at once. */
    public RetryOptions parallel(int count) {
        return with("parallel", String.valueOf(count));
    }

    /** A family of SDKs, or the path of a YAML file; that of the door without. */
    public RetryOptions contract(String nameOrFile) {
        return with("contract", nameOrFile);
    }

    /** A host name of your BlueKing that the program calls; may be given again. */
    public RetryOptions host(String name) {
        return with("host", name);
    }

    /** Where the program runs; where the test does without. */
    public RetryOptions folder(Path path) {
        folder = path;
        return this;
    }

    /** Variables beside those of the test. */
    public RetryOptions environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    private RetryOptions with(String name, String value) {
        flags.add("--" + name);
        flags.add(value);
        return this;
    }

    List<String> arguments() {
        var arguments = new ArrayList<>(List.of("rehearse", "retry", "--json"));
        arguments.addAll(flags);
        arguments.add("--");
        arguments.addAll(command);
        return arguments;
    }

    Path folder() {
        return folder;
    }

    Map<String, String> environment() {
        return environment;
    }
}
