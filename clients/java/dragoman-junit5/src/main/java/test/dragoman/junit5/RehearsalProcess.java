package test.dragoman.junit5;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code dragoman rehearse}, run against a gateway. */
final class RehearsalProcess {
    /** Exit codes: all is as expected, or something is not. */
    private static final List<Integer> REHEARSED = List.of(0, 1);

    private RehearsalProcess() {}

    /** @throws DragomanException where nothing could be rehearsed; its message says why, and what would help */
    static JsonObject run(Path program, RehearsalOptions<?> options, Map<String, String> gateway) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options.arguments());
        var problems = Files.createTempFile("dragoman-", ".log");
        try {
            var builder = new ProcessBuilder(command).redirectError(problems.toFile());
            if (options.folder() != null) builder.directory(options.folder().toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("DRAGOMAN_"));
            builder.environment().putAll(gateway);
            builder.environment().putAll(options.environment());
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (REHEARSED.contains(process.waitFor()) && !output.isEmpty())
                return JsonParser.parseString(output).getAsJsonObject();
            throw notRehearsed(Files.readString(problems).strip().replaceFirst("^dragoman: ", ""));
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw notRehearsed("it was interrupted");
        } finally {
            Files.deleteIfExists(problems);
        }
    }

    static DragomanException notRehearsed(String why) {
        return new DragomanException("not-rehearsed", "nothing could be rehearsed: " + why);
    }
}
