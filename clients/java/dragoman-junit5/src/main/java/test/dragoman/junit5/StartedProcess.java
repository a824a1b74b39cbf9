package test.dragoman.junit5;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own. It ends when its standard input does: with this JVM, even a killed one. */
final class StartedProcess implements AutoCloseable {
    private static final long END_SECONDS = 15;

    private final Process process;
    private final String url;

    private StartedProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    String url() {
        return url;
    }

    /**
     * Starts a gateway on a free port with its state in memory. Neither the settings of the current folder nor those of
     * the environment are read.
     */
    static StartedProcess start(Path program, Map<String, ?> settings) throws IOException {
        var config = Files.createTempFile("dragoman-", ".json");
        var problems = Files.createTempFile("dragoman-", ".log");
        try {
            Files.writeString(config, DragomanControl.GSON.toJson(settings));
            var command = List.of(
                    program.toString(), "start", "--port", "0", "--memory", "--json", "--exit-with-stdin",
                    "--config", config.toString());
            var builder = new ProcessBuilder(command).redirectError(problems.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("DRAGOMAN_"));
            var process = builder.start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = output.readLine();
            if (line == null) throw notStarted(Files.readString(problems).strip());
            return new StartedProcess(
                    process, JsonParser.parseString(line).getAsJsonObject().get("url").getAsString());
        } finally {
            Files.deleteIfExists(config);
            Files.deleteIfExists(problems);
        }
    }

    static DragomanException notStarted(String why) {
        return new DragomanException("not-started", "the gateway does not start: " + why);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException error) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
