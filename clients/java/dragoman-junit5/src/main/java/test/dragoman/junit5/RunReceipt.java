package test.dragoman.junit5;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The receipt of several environments: of a test class, or of all that the JVM's gateway was asked. */
final class RunReceipt {
    private static final Map<String, String> FORMS =
            Map.of("md", "markdown", "json", "json", "xml", "junit", "html", "html");

    private final String owner;
    private final Path file;
    private final String form;
    private final String minGrade;
    private final String run = "java-" + UUID.randomUUID();

    private RunReceipt(String owner, Path file, String form, String minGrade) {
        this.owner = owner;
        this.file = file;
        this.form = form;
        this.minGrade = minGrade;
    }

    /**
     * @param owner whose it is, for the sentence that says what it rests on too little
     * @param name of the file, which ends as it is written; empty for none
     * @param minGrade what all needs a fact of, or of a stronger grade; empty for no gate
     * @return null where neither is given
     * @throws DragomanException where the file's name ends otherwise, or there is no such grade
     */
    static RunReceipt of(String owner, String name, String minGrade) {
        if (name.isEmpty() && minGrade.isEmpty()) return null;
        if (!minGrade.isEmpty()) DragomanReceipt.requireGrade(minGrade);
        if (name.isEmpty()) return new RunReceipt(owner, null, null, minGrade);
        var form = FORMS.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (form == null)
            throw new DragomanException("no-receipt", "a receipt is written as .md, .json, .xml or .html: " + name);
        return new RunReceipt(owner, Path.of(name), form, minGrade);
    }

    /** Of the whole JVM, as its properties or else variables say; null where they say nothing. */
    static RunReceipt ofJvm() {
        return of(
                "the run",
                said("dragoman.receipt", "DRAGOMAN_RECEIPT"),
                said("dragoman.min-grade", "DRAGOMAN_MIN_GRADE"));
    }

    private static String said(String property, String variable) {
        return System.getProperty(property, System.getenv().getOrDefault(variable, ""));
    }

    /** What a gateway that runs already was asked before is not of the run. */
    void begin(DragomanControl control) {
        control.call("PUT", "/receipt/runs/" + run + "?begin=true", null);
    }

    /** Keeps what an environment was asked so far, before that is forgotten. */
    void keep(DragomanControl control) {
        control.call("PUT", "/receipt/runs/" + run, null);
    }

    /**
     * Writes the file.
     *
     * @throws AssertionError where what was used has no fact of the grade that was asked for
     */
    void finish(DragomanControl control) {
        var query = new LinkedHashMap<>(Map.of("run", run));
        if (!minGrade.isEmpty()) query.put("min_grade", minGrade);
        if (file != null) {
            query.put("as", form);
            write(control.send("GET", DragomanReceipt.path("/receipt/text", query), null));
            query.remove("as");
        }
        if (!minGrade.isEmpty()) requireEnough(DragomanReceipt.read(control, query));
    }

    private void write(String text) {
        try {
            if (file.getParent() != null) Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException error) {
            throw new DragomanException("no-receipt", file + " cannot be written", error);
        }
    }

    private void requireEnough(DragomanReceipt receipt) {
        if (receipt.passed()) return;
        var weak = receipt.used().stream()
                .filter(item -> !item.isEnough())
                .map(item -> item.code() == null ? item.operation() : item.operation() + ": " + item.code())
                .collect(Collectors.joining(", "));
        throw new AssertionError(owner + " used what has no fact of the grade " + minGrade + " or a stronger one: "
                + weak + (file == null ? "" : "; see " + file));
    }
}
