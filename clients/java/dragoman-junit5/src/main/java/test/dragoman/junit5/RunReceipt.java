package test.dragoman.junit5;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The receipt of all sandboxes of the JVM's gateway, in the file that the property {@code dragoman.receipt} names. */
final class RunReceipt {
    private static final Map<String, String> FORMS =
            Map.of("md", "markdown", "json", "json", "xml", "junit", "html", "html");

    private final Path file;
    private final String form;
    private final String run = "java-" + UUID.randomUUID();

    private RunReceipt(Path file, String form) {
        this.file = file;
        this.form = form;
    }

    /** Null where no file is named, by the property or else by {@code DRAGOMAN_RECEIPT}. */
    static RunReceipt wanted() {
        var name = System.getProperty("dragoman.receipt", System.getenv().getOrDefault("DRAGOMAN_RECEIPT", ""));
        if (name.isEmpty()) return null;
        var form = FORMS.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (form == null)
            throw new DragomanException("no-receipt", "a receipt is written as .md, .json, .xml or .html: " + name);
        return new RunReceipt(Path.of(name), form);
    }

    /** Keeps what an environment was asked so far, before that is forgotten. */
    void keep(DragomanControl control) {
        control.call("PUT", "/receipt/runs/" + run, null);
    }

    void write(DragomanControl control) {
        var query = "?as=" + form + "&run=" + URLEncoder.encode(run, StandardCharsets.UTF_8);
        var text = control.send("GET", "/receipt/text" + query, null);
        try {
            if (file.getParent() != null) Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException error) {
            throw new DragomanException("no-receipt", file + " cannot be written", error);
        }
    }
}
