package test.dragoman.junit5;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is said of the requests that came in: those that every filter fits, and how often, at least once unless told.
 * {@code requests("GetSecretValue").of("db").exactly(1)}.
 */
public final class RequestAssertion {
    private final Map<String, Object> fields;

    private RequestAssertion(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Requests of an operation, as its vendor writes it. */
    public static RequestAssertion requests(String operation) {
        return new RequestAssertion(Map.of("operation", operation));
    }

    /** Any request. */
    public static RequestAssertion anyRequest() {
        return new RequestAssertion(Map.of());
    }

    /** At {@code huawei}, {@code aliyun} or {@code bk}. */
    public RequestAssertion at(String door) {
        return with("door", door);
    }

    /** Of the secret, key or credential as the client named it. */
    public RequestAssertion of(String resource) {
        return with("resource", resource);
    }

    /** {@code success}, {@code rejected}, {@code error} or {@code failed}. */
    public RequestAssertion outcome(String outcome) {
        return with("outcome", outcome);
    }

    public RequestAssertion exactly(int times) {
        return with("times", Map.of("exactly", times));
    }

    public RequestAssertion atLeast(int times) {
        return with("times", Map.of("at_least", times));
    }

    public RequestAssertion atMost(int times) {
        return with("times", Map.of("at_most", times));
    }

    Map<String, Object> fields() {
        return fields;
    }

    private RequestAssertion with(String name, Object value) {
        var more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new RequestAssertion(more);
    }
}
