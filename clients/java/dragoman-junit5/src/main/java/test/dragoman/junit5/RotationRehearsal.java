package test.dragoman.junit5;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * A rehearsal of rotation.
 *
 * @param passed whether all is as expected
 * @param findings what was expected, and what came of it
 * @param versions what became of each version, as JSON
 */
public record RotationRehearsal(boolean passed, List<Finding> findings, List<JsonObject> versions) {

    /**
     * One expectation.
     *
     * @param form one-user or two-user
     * @param secret null for the program itself
     * @param criterion follows, within-ttl, not-withdrawn or survives
     * @param verdict passed, broken or skipped
     * @param versions those that broke it
     */
    public record Finding(String form, String secret, String criterion, String verdict, List<String> versions) {}

    static RotationRehearsal of(JsonObject result) {
        return new RotationRehearsal(
                result.get("passed").getAsBoolean(),
                RehearsalResult.objects(result, "findings").map(RotationRehearsal::findingOf).toList(),
                RehearsalResult.objects(result, "runs")
                        .flatMap(run -> RehearsalResult.objects(run, "versions"))
                        .toList());
    }

    private static Finding findingOf(JsonObject one) {
        var versions = one.getAsJsonArray("versions").asList();
        return new Finding(
                RehearsalResult.text(one, "form"),
                RehearsalResult.text(one, "secret"),
                RehearsalResult.text(one, "criterion"),
                RehearsalResult.text(one, "verdict"),
                versions.stream().map(JsonElement::getAsString).toList());
    }
}
