package test.dragoman.junit5;

import com.google.gson.JsonElement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The time that everything in a sandbox goes by. Changes answer what was done as it fell due: its kind, how often. */
public final class DragomanClock {
    private final DragomanControl control;

    DragomanClock(DragomanControl control) {
        this.control = control;
    }

    /** The time that it is. */
    public Instant now() {
        return Instant.ofEpochMilli(
                control.call("GET", "/clock", null).getAsJsonObject().get("now_ms").getAsLong());
    }

    /** Stops the clock at a time. What fell due by then is done. */
    public Map<String, Integer> freeze(Instant at) {
        return totals(control.call("PUT", "/clock", Map.of("mode", "frozen", "at", at.toString())));
    }

    /** Goes by the machine's clock again. */
    public void real() {
        control.call("PUT", "/clock", Map.of("mode", "real"));
    }

    /** Advances the clock and does all that falls due on the way, in order and each at its own time. */
    public Map<String, Integer> advance(Duration by) {
        return totals(control.call("POST", "/clock/advance", Map.of("by", by.toMillis() + "ms")));
    }

    /** Advances the clock to when something falls due next. */
    public Map<String, Integer> advanceToNext() {
        return totals(control.call("POST", "/clock/advance", Map.of("to", "next")));
    }

    private static Map<String, Integer> totals(JsonElement answer) {
        var totals = new LinkedHashMap<String, Integer>();
        for (var entry : answer.getAsJsonObject().getAsJsonObject("totals").entrySet())
            totals.put(entry.getKey(), entry.getValue().getAsInt());
        return totals;
    }
}
