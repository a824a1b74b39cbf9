package test.dragoman.junit5;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.stream.Stream;

/** Reads what {@code dragoman rehearse --json} prints. */
final class RehearsalResult {
    private RehearsalResult() {}

    static Stream<JsonObject> objects(JsonObject object, String name) {
        return object.getAsJsonArray(name).asList().stream().map(JsonElement::getAsJsonObject);
    }

    /** Null where it is null. */
    static String text(JsonObject object, String name) {
        return object.get(name).isJsonNull() ? null : object.get(name).getAsString();
    }
}
