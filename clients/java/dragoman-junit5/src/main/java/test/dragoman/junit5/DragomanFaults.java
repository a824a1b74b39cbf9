package test.dragoman.junit5;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;

/** Faults to inject. */
public final class DragomanFaults {
    private final DragomanControl control;

    DragomanFaults(DragomanControl control) {
        this.control = control;
    }

    /** Injects a fault, such as {@code throttle}, into all requests of an operation. */
    public void inject(String operation, String fault) {
        post(DragomanControl.GSON.toJsonTree(Map.of("match", Map.of("operation", operation), "fault", fault)));
    }

    /** Adds a rule, as JSON of the page on faults has it. */
    public void add(String rule) {
        post(JsonParser.parseString(rule));
    }

    /** The rules, and how often each has matched. */
    public JsonArray list() {
        return control.call("GET", "/faults", null).getAsJsonObject().getAsJsonArray("rules");
    }

    /** Removes all rules. */
    public void clear() {
        control.call("DELETE", "/faults", null);
    }

    private void post(JsonElement rule) {
        control.call("POST", "/faults", Map.of("rules", List.of(rule)));
    }
}
