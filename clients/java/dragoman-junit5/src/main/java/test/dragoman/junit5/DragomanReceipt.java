package test.dragoman.junit5;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Which facts the requests of a sandbox rested on since its last reset, and what they asked for that is not served.
 *
 * @param dropped requests that the journal has no more; they are not in it
 * @param passed whether all that was used has a fact of the grade that was asked for, or of a stronger one
 */
public record DragomanReceipt(int requests, int dropped, boolean passed, List<Used> used, List<NotServed> notServed) {
    /**
     * An operation that was called, or an error that it answered.
     *
     * @param code null for the operation
     * @param strongest the strongest grade of its facts, such as {@code vendor-document}; null where nothing is known
     */
    public record Used(String door, String operation, String code, int requests, String strongest, boolean isEnough) {}

    /**
     * What no door serves.
     *
     * @param door null where it matched no door
     * @param request the operation, or method and path where it is not known
     */
    public record NotServed(String door, String request, int requests) {}

    static DragomanReceipt of(JsonObject document) {
        return new DragomanReceipt(
                document.get("requests").getAsInt(),
                document.get("dropped").getAsInt(),
                document.get("passed").getAsBoolean(),
                usedOf(document.getAsJsonArray("used")),
                notServedOf(document.getAsJsonArray("not_served")));
    }

    private static List<Used> usedOf(JsonArray items) {
        var used = new ArrayList<Used>();
        for (var element : items) {
            var item = element.getAsJsonObject();
            used.add(new Used(
                    text(item, "door"), text(item, "operation"), text(item, "code"),
                    item.get("requests").getAsInt(), text(item, "strongest"), item.get("is_enough").getAsBoolean()));
        }
        return List.copyOf(used);
    }

    private static List<NotServed> notServedOf(JsonArray items) {
        var rows = new ArrayList<NotServed>();
        for (var element : items) {
            var item = element.getAsJsonObject();
            rows.add(new NotServed(text(item, "door"), text(item, "request"), item.get("requests").getAsInt()));
        }
        return List.copyOf(rows);
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }
}
