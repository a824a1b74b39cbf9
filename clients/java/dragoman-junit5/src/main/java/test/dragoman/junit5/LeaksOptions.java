package test.dragoman.junit5;

import java.nio.file.Path;
import java.time.Duration;

/** A program whose leaks are rehearsed, and how: as the options of {@code dragoman rehearse leaks} say. */
public final class LeaksOptions extends RehearsalOptions<LeaksOptions> {
    private LeaksOptions(String... command) {
        super("leaks", command);
    }

    /** @param command the program and its arguments */
    public static LeaksOptions command(String... command) {
        return new LeaksOptions(command);
    }

    /** What changes below it is searched; may be given again. */
    public LeaksOptions searched(Path path) {
        return with("folder", path.toString());
    }

    /** A secret that keeps its value; * stands for any end; may be given again. */
    public LeaksOptions keep(String name) {
        return with("keep", name);
    }

    /** When the program is ended; 10 minutes without. */
    public LeaksOptions timeout(Duration timeout) {
        return with("timeout", timeout.toMillis() + "ms");
    }

    /** Keeps requests to hosts of no cloud from going on once they were read. */
    public LeaksOptions rejectUnknownHosts() {
        return with("unknown-hosts", "reject");
    }

    @Override
    LeaksOptions self() {
        return this;
    }
}
