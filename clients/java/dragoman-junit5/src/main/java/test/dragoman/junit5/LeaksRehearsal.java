package test.dragoman.junit5;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * A rehearsal of leaks.
 *
 * @param passed whether no value was found
 * @param exit null where the program was cut
 * @param leaks what was given away
 * @param unsearched what could not be searched, or not wholly, and why
 */
public record LeaksRehearsal(boolean passed, Integer exit, List<Leak> leaks, List<String> unsearched) {

    /**
     * A value that was given away.
     *
     * @param location what printed, holds or was sent it
     * @param encoding plain, json, percent, xml, base64, base64url, hex or utf-16
     * @param secret where it comes from, by name
     * @param version null for a key of the sandbox
     * @param member of JSON, such as {@code db.password}; null where the value is meant as a whole
     * @param operation that handed it out, by the vendor's name; null where none is known
     * @param requestId of that request
     */
    public record Leak(
            String location,
            int line,
            String encoding,
            String secret,
            String version,
            String member,
            String operation,
            String requestId) {}

    static LeaksRehearsal of(JsonObject result) {
        return new LeaksRehearsal(
                result.get("passed").getAsBoolean(),
                result.get("exit").isJsonNull() ? null : Integer.valueOf(result.get("exit").getAsInt()),
                RehearsalResult.objects(result, "leaks").map(LeaksRehearsal::leakOf).toList(),
                RehearsalResult.objects(result, "unsearched")
                        .map(one -> one.get("location").getAsString() + " " + one.get("reason").getAsString())
                        .toList());
    }

    private static Leak leakOf(JsonObject one) {
        var value = one.getAsJsonObject("value");
        var request = one.get("handed_out").isJsonNull() ? null : one.getAsJsonObject("handed_out");
        return new Leak(
                RehearsalResult.text(one, "location"),
                one.get("line").getAsInt(),
                RehearsalResult.text(one, "encoding"),
                RehearsalResult.text(value, "name"),
                RehearsalResult.text(value, "version"),
                RehearsalResult.text(value, "member"),
                request == null ? null : RehearsalResult.text(request, "operation"),
                request == null ? null : RehearsalResult.text(request, "request_id"));
    }
}
