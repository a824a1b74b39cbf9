package test.dragoman.junit5;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A rehearsal of a program's retries.
 *
 * @param passed whether all is as expected
 * @param operations what the program calls without faults, by the vendors' names
 */
public record RetryRehearsal(boolean passed, double seconds, List<String> operations, List<Case> cases) {

    /**
     * What a program did in one case.
     *
     * @param operation null where no connection came about
     * @param attempts of the call that met the fault, the first among them
     * @param waitsMs milliseconds from each attempt to the next
     * @param waitShape none, single, immediate, fixed, exponential, jitter or hint
     * @param doubled how many more things a create left than without faults
     * @param ended recovered, carried-on, gave-up or still-trying
     * @param exit null where it was cut
     * @param findings what of the contract is broken, each with its {@code rule}, what was expected and what came
     */
    public record Case(
            String name,
            String operation,
            boolean passed,
            int attempts,
            List<Integer> waitsMs,
            String waitShape,
            int doubled,
            String ended,
            Integer exit,
            List<JsonObject> findings) {}

    /** The case of this name, of whichever operation comes first. */
    public Optional<Case> find(String name) {
        return cases.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    static RetryRehearsal of(JsonObject result) {
        var operations = listOf(result.getAsJsonObject("first_run").get("operations"));
        return new RetryRehearsal(
                result.get("passed").getAsBoolean(),
                result.get("seconds").getAsDouble(),
                operations.stream().map(one -> RehearsalResult.text(one.getAsJsonObject(), "operation")).toList(),
                listOf(result.get("cases")).stream().map(one -> caseOf(one.getAsJsonObject())).toList());
    }

    private static Case caseOf(JsonObject one) {
        return new Case(
                RehearsalResult.text(one, "case"),
                RehearsalResult.text(one, "operation"),
                RehearsalResult.text(one, "verdict").equals("passed"),
                one.get("attempts").getAsInt(),
                listOf(one.get("waits_ms")).stream().map(JsonElement::getAsInt).toList(),
                RehearsalResult.text(one, "wait_shape"),
                one.get("doubled").getAsInt(),
                RehearsalResult.text(one, "ended"),
                one.get("exit").isJsonNull() ? null : Integer.valueOf(one.get("exit").getAsInt()),
                listOf(one.get("findings")).stream().map(JsonElement::getAsJsonObject).toList());
    }

    private static List<JsonElement> listOf(JsonElement array) {
        return array.getAsJsonArray().asList();
    }
}
