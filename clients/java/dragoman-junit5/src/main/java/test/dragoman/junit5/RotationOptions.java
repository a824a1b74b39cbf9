package test.dragoman.junit5;

import java.time.Duration;

/** A program whose secrets are rotated, and how: as the options of {@code dragoman rehearse rotation} say. */
public final class RotationOptions extends RehearsalOptions<RotationOptions> {
    private RotationOptions(String... command) {
        super("rotation", command);
    }

    /** @param command the program and its arguments */
    public static RotationOptions command(String... command) {
        return new RotationOptions(command);
    }

    /** {@code one} gets new passwords, {@code two} take turns, or {@code both} one after the other, as without. */
    public RotationOptions users(String howMany) {
        return with("users", howMany);
    }

    /** How often each secret is rotated; 3 times without. */
    public RotationOptions rotations(int count) {
        return with("rotations", String.valueOf(count));
    }

    /** From one rotation to the next; 5 s without. */
    public RotationOptions every(Duration duration) {
        return with("every", duration.toMillis() + "ms");
    }

    /** How long a value is good after a newer one took its place; 5 s without. */
    public RotationOptions grace(Duration duration) {
        return with("grace", duration.toMillis() + "ms");
    }

    /** How long the program may keep a value; nothing is expected of that without. */
    public RotationOptions cacheTtl(Duration duration) {
        return with("cache-ttl", duration.toMillis() + "ms");
    }

    /** How long the program may take to read its first secret; 60 s without. */
    public RotationOptions startTimeout(Duration duration) {
        return with("start-timeout", duration.toMillis() + "ms");
    }

    /** Where the program logs in on this machine; any that is free without. */
    public RotationOptions loginPort(int port) {
        return with("login-port", String.valueOf(port));
    }

    @Override
    RotationOptions self() {
        return this;
    }
}
