package test.dragoman.junit5;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What was asked in a sandbox, and what came of it. Secret values are not in it. */
public final class DragomanJournal {
    /** How many rejected requests are explained beside the failure of a test. */
    private static final int MAX_EXPLAINED = 5;

    private final DragomanControl control;

    DragomanJournal(DragomanControl control) {
        this.control = control;
    }

    /** The requests in the order in which they were answered. */
    public List<JsonObject> list() {
        return list("");
    }

    /**
     * Checks that requests came as these say.
     *
     * @throws AssertionError where they did not; its message shows what came nearest
     */
    public void verify(RequestAssertion... assertions) {
        verify(assertions, false);
    }

    /** The same, and all requests of one assertion came before those of the next. */
    public void verifyInOrder(RequestAssertion... assertions) {
        verify(assertions, true);
    }

    private void verify(RequestAssertion[] assertions, boolean inOrder) {
        var fields = Arrays.stream(assertions).map(RequestAssertion::fields).toList();
        var body = Map.of("assertions", fields, "in_order", inOrder);
        var answer = control.call("POST", "/verify", body).getAsJsonObject();
        if (!answer.get("passed").getAsBoolean()) throw new AssertionError(answer.get("text").getAsString());
    }

    private List<JsonObject> list(String filter) {
        var entries = new ArrayList<JsonObject>();
        var answer = control.call("GET", "/journal?limit=1000" + filter, null).getAsJsonObject();
        for (JsonElement entry : answer.getAsJsonArray("entries")) entries.add(entry.getAsJsonObject());
        return entries;
    }

    /** Why the last requests were rejected, and what would help; empty where none was. */
    String explainRejections() {
        var rejected = list("&outcome=rejected");
        var last = rejected.subList(Math.max(0, rejected.size() - MAX_EXPLAINED), rejected.size());
        return String.join("\n", last.stream().map(this::explanation).toList());
    }

    private String explanation(JsonObject entry) {
        var what = entry.get(entry.get("operation").isJsonNull() ? "path" : "operation").getAsString();
        var resource = entry.get("resource").isJsonNull() ? "" : " " + entry.get("resource").getAsString();
        var id = entry.get("request_id").getAsString();
        var explained = control.call("GET", "/journal/" + id + "/explain", null).getAsJsonObject();
        var lines = new StringBuilder()
                .append(entry.get("door").getAsString()).append(' ').append(what).append(resource).append(": ")
                .append(entry.get("status").getAsInt()).append(' ').append(entry.get("code").getAsString())
                .append("\n  ").append(explained.get("verdict").getAsString());
        for (var remedy : explained.getAsJsonArray("remedies")) lines.append("\n  - ").append(remedy.getAsString());
        return lines.toString();
    }
}
