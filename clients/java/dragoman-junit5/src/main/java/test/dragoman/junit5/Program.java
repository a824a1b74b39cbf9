package test.dragoman.junit5;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** Finds the executable: of {@code DRAGOMAN_BIN}, else in the artifact {@code dragoman-binary} on the classpath. */
final class Program {
    private Program() {}

    static Optional<Path> find() throws IOException {
        var given = System.getenv("DRAGOMAN_BIN");
        if (given != null && !given.isEmpty()) return Optional.of(Path.of(given));
        var folder = "/META-INF/dragoman/" + platform() + "/";
        try (var description = Program.class.getResourceAsStream(folder + "executable.properties")) {
            if (description == null) return Optional.empty();
            var properties = new Properties();
            properties.load(description);
            return Optional.of(unpacked(folder + "dragoman", properties));
        }
    }

    /** The name of the platform, as Node has it. */
    static String platform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var name = system.startsWith("windows") ? "win32" : system.startsWith("mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch");
        return name + "-" + (machine.equals("aarch64") ? "arm64" : "x64");
    }

    /** Unpacks the executable into the user's cache directory, where it stays for later runs. */
    private static Path unpacked(String resource, Properties properties) throws IOException {
        var name = "dragoman-" + properties.getProperty("sha256").substring(0, 16);
        var target = caches().resolve("dragoman").resolve(properties.getProperty("version")).resolve(name);
        if (Files.isExecutable(target)) return target;
        Files.createDirectories(target.getParent());
        // Other processes may do the same now: whoever moves first wins, with the same bytes.
        var part = Files.createTempFile(target.getParent(), name, ".part");
        try (InputStream bytes = Program.class.getResourceAsStream(resource)) {
            if (bytes == null) throw new IOException("the artifact dragoman-binary lacks " + resource);
            Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
            if (!part.toFile().setExecutable(true)) throw new IOException(part + " cannot be made executable");
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException other) {
            return target;
        } finally {
            Files.deleteIfExists(part);
        }
        return target;
    }

    private static Path caches() {
        var named = System.getenv("XDG_CACHE_HOME");
        if (named != null && !named.isEmpty()) return Path.of(named);
        return Path.of(System.getProperty("user.home"), ".cache");
    }
}
