package test.dragoman.junit5;

import java.time.Duration;

/**
 * A program whose retries are rehearsed, and how: as the options of {@code dragoman rehearse retry} say. Without any
 * every case is run.
 */
public final class RetryOptions extends RehearsalOptions<RetryOptions> {
    private RetryOptions(String... command) {
        super("retry", command);
    }

    /** @param command the program and its arguments */
    public static RetryOptions command(String... command) {
        return new RetryOptions(command);
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

    @Override
    RetryOptions self() {
        return this;
    }
}
