package test.dragoman.junit5;

import com.google.gson.JsonObject;

/**
 * What clients of BlueKing are configured with. {@code esb} is JOB behind ESB, {@code apiGateway} JOB behind the API
 * gateway; the scope shares a vault with the other clouds.
 */
public record BlueKingAccess(
        String esb,
        String apiGateway,
        String appCode,
        String appSecret,
        String username,
        String token,
        String scopeType,
        String scopeId) {
    /** The header {@code X-Bkapi-Authorization} of requests through the API gateway. */
    public String authorization() {
        var app = new JsonObject();
        app.addProperty("bk_app_code", appCode);
        app.addProperty("bk_app_secret", appSecret);
        app.addProperty("bk_username", username);
        return app.toString();
    }

    /** Without the secret and the token. */
    @Override
    public String toString() {
        return "BlueKingAccess[apiGateway=" + apiGateway + ", appCode=" + appCode + "]";
    }
}
