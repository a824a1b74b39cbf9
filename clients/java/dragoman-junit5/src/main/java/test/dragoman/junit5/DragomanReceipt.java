package test.dragoman.junit5;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which facts requests rested on, and what they asked for that is not served.
 *
 * @param dropped requests that the journal has no more; they are not in it
 * @param minGrade the grade that was asked for; null for none
 * @param passed whether all that was used has a fact of that grade, or of a stronger one
 * @param withoutEffect fields that were sent and change nothing
 * @param notCalled what the doors that were called serve beside that
 */
public record DragomanReceipt(
        int requests, int dropped, String minGrade, boolean passed, List<Used> used, List<NotServed> notServed,
        List<WithoutEffect> withoutEffect, List<NotCalled> notCalled) {
    /** How a fact is known, the strongest first. */
    public static final List<String> GRADES = List.of(
            "live-capture", "official-sdk-seen", "upstream-suite", "vendor-vector", "vendor-source", "vendor-document",
            "inferred");

    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    public DragomanReceipt {
        used = List.copyOf(used);
        notServed = List.copyOf(notServed);
        withoutEffect = List.copyOf(withoutEffect);
        notCalled = List.copyOf(notCalled);
    }

    /**
     * An operation that was called, or an error that it answered.
     *
     * @param code null for the operation
     * @param statuses how often which status of HTTP was answered
     * @param facts the ids of its facts by their strongest grade, the strongest first
     * @param strongest the strongest grade of its facts, such as {@code vendor-document}; null where nothing is known
     * @param weakest the weakest one
     * @param isEnough whether it has a fact of the grade that was asked for, or of a stronger one
     */
    public record Used(
            String door, String operation, String code, int requests, Map<Integer, Integer> statuses,
            Map<String, List<String>> facts, String strongest, String weakest, boolean isEnough) {
        public Used {
            statuses = Map.copyOf(statuses);
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        }
    }

    /**
     * What no door serves.
     *
     * @param door null where it matched no door
     * @param request the operation, or method and path where it is not known
     */
    public record NotServed(String door, String request, int requests) {}

    /**
     * A field that was sent and changes nothing.
     *
     * @param why {@code unread}: no code asks for it; {@code ignored}: it is taken, and nothing comes of it
     * @param fact what is known of one that is ignored, else null
     */
    public record WithoutEffect(String door, String operation, String field, String why, String fact, int requests) {}

    /** Operations of a door that were not called. */
    public record NotCalled(String door, List<String> operations) {
        public NotCalled {
            operations = List.copyOf(operations);
        }
    }

    /** @param query of {@code GET /receipt}, as {@link #query} makes it */
    static DragomanReceipt read(DragomanControl control, Map<String, String> query) {
        return GSON.fromJson(control.call("GET", path("/receipt", query), null), DragomanReceipt.class);
    }

    /** @throws DragomanException for a word that is no grade */
    static DragomanReceipt read(DragomanControl control, String minGrade) {
        return read(control, Map.of("min_grade", requireGrade(minGrade)));
    }

    static String requireGrade(String minGrade) {
        if (GRADES.contains(minGrade)) return minGrade;
        throw new DragomanException(
                "no-grade", "there is no grade " + minGrade + ": there are " + String.join(", ", GRADES));
    }

    static String path(String path, Map<String, String> query) {
        var text = new StringBuilder(path);
        var mark = '?';
        for (var entry : query.entrySet()) {
            text.append(mark).append(entry.getKey()).append('=');
            text.append(URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8));
            mark = '&';
        }
        return text.toString();
    }
}
