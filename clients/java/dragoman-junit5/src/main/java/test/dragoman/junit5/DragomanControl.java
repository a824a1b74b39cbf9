package test.dragoman.junit5;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls of the control API about one environment. Proxies of the JVM are not used. */
public final class DragomanControl {
    /** How long a call may take: an advance of the clock by years does much. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    static final Gson GSON = new Gson();

    private final HttpClient client;
    private final String base;
    private final String token;

    private DragomanControl(HttpClient client, String base, String token) {
        this.client = client;
        this.base = base;
        this.token = token;
    }

    /** @param token the control token, null where the gateway has none */
    static DragomanControl of(String url, String token) {
        // Nothing else of a test's own proxies or executors is used.
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(null))
                .build();
        return new DragomanControl(client, url + "/_dragoman", token);
    }

    DragomanControl ofSandbox(String id) {
        return new DragomanControl(client, base + "/sandboxes/" + id, token);
    }

    /**
     * Makes one call as the page on the control API has it: {@code call("GET", "/clock", null)}.
     *
     * @param body what becomes JSON, null to send none
     * @throws DragomanException where it is rejected
     */
    public JsonElement call(String method, String path, Object body) {
        return JsonParser.parseString(send(method, path, body));
    }

    String send(String method, String path, Object body) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        if (token != null) request.header("Authorization", "Bearer " + token);
        if (body != null) request.header("Content-Type", "application/json");
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(GSON.toJson(body)));
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 400) throw rejection(response.statusCode(), response.body());
            return response.body();
        } catch (IOException error) {
            throw new DragomanException("unreachable", "no gateway answers at " + base, error);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new DragomanException("interrupted", "the call was interrupted", error);
        }
    }

    private static DragomanException rejection(int status, String body) {
        try {
            JsonObject answer = JsonParser.parseString(body).getAsJsonObject();
            return new DragomanException(answer.get("error").getAsString(), answer.get("message").getAsString());
        } catch (JsonParseException | IllegalStateException | NullPointerException unreadable) {
            return new DragomanException("unreadable", "the gateway answered " + status);
        }
    }
}
