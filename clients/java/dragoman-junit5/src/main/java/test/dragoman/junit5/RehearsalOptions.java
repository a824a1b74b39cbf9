package test.dragoman.junit5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that is rehearsed, and how.
 *
 * @param <T> the options themselves
 */
public abstract sealed class RehearsalOptions<T extends RehearsalOptions<T>>
        permits LeaksOptions, RetryOptions, RotationOptions {
    private final String kind;
    private final List<String> command;
    private final List<String> flags = new ArrayList<>();
    private Path folder;
    private Map<String, String> environment = Map.of();

    RehearsalOptions(String kind, String... command) {
        this.kind = kind;
        this.command = List.of(command);
    }

    /** A host name of your BlueKing that the program calls; may be given again. */
    public T host(String name) {
        return with("host", name);
    }

    /** Where the program runs; where the test does without. */
    public T folder(Path path) {
        folder = path;
        return self();
    }

    /** Variables beside those of the test. */
    public T environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return self();
    }

    abstract T self();

    T with(String name, String value) {
        flags.add("--" + name);
        flags.add(value);
        return self();
    }

    List<String> arguments() {
        var arguments = new ArrayList<>(List.of("rehearse", kind, "--json"));
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
