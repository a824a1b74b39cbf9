/** A loader in Java, with the official SDKs of Huawei Cloud and Alibaba Cloud; JOB is called by `java.net.http`. */
export const JAVA_LOADER = String.raw`import com.aliyun.kms20160120.Client;
import com.aliyun.kms20160120.models.CreateSecretRequest;
import com.aliyun.kms20160120.models.DeleteSecretRequest;
import com.aliyun.kms20160120.models.PutSecretValueRequest;
import com.aliyun.kms20160120.models.UpdateSecretVersionStageRequest;
import com.aliyun.teaopenapi.models.Config;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.csms.v1.CsmsClient;
import com.huaweicloud.sdk.csms.v1.model.BatchCreateOrDeleteTagsRequest;
import com.huaweicloud.sdk.csms.v1.model.CreateSecretVersionRequest;
import com.huaweicloud.sdk.csms.v1.model.DeleteSecretForScheduleRequest;
import com.huaweicloud.sdk.csms.v1.model.ShowSecretRequest;
import com.huaweicloud.sdk.csms.v1.model.TagItem;
import com.huaweicloud.sdk.csms.v1.model.UpdateSecretStageRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;

/**
 * Makes the calls of a load.json: java Load huawei|aliyun|bk load.json
 *
 * <p>Run it under: dragoman migrate exec --plan PLAN --values files ... -- java Load SERVICE load.json. Steps that an
 * earlier run made, as load.progress says, are not made again. Needs huaweicloud-sdk-csms and kms20160120.
 */
public class Load {
    private static final ObjectMapper JSON = new ObjectMapper();

    private interface Call {
        void make(JsonNode step, String value) throws Exception;
    }

    private static Map<String, Call> huawei() {
        var keys = new BasicCredentials().withAk(env("HUAWEICLOUD_SDK_AK")).withSk(env("HUAWEICLOUD_SDK_SK"))
            .withProjectId(env("HUAWEICLOUD_SDK_PROJECT_ID"));
        var endpoint = env("HUAWEICLOUD_CSMS_ENDPOINT");
        var client = CsmsClient.newBuilder().withEndpoint(endpoint).withCredential(keys).build();
        return Map.of(
            "CreateSecret", (step, value) -> client.createSecret(
                new com.huaweicloud.sdk.csms.v1.model.CreateSecretRequest().withBody(body -> {
                    body.withName(text(step, "name")).withDescription(text(step, "description"))
                        .withKmsKeyId(text(step, "key_id"));
                    if (isBinary(step)) body.withSecretBinary(value);
                    else body.withSecretString(value);
                })),
            "CreateSecretVersion", (step, value) -> client.createSecretVersion(
                new CreateSecretVersionRequest().withSecretName(text(step, "name")).withBody(body -> {
                    if (isBinary(step)) body.withSecretBinary(value);
                    else body.withSecretString(value);
                })),
            "UpdateSecretStage", (step, value) -> client.updateSecretStage(
                new UpdateSecretStageRequest().withSecretName(text(step, "name"))
                    .withStageName(step.get("labels").get(0).asText())
                    .withBody(body -> body.withVersionId(text(step, "version_id")))),
            "BatchCreateOrDeleteTags", (step, value) -> {
                var secret = client.showSecret(new ShowSecretRequest().withSecretName(text(step, "name"))).getSecret();
                client.batchCreateOrDeleteTags(
                    new BatchCreateOrDeleteTagsRequest().withSecretId(secret.getId()).withBody(body -> {
                        body.withAction("create");
                        step.get("tags").fields().forEachRemaining(tag -> body.addTagsItem(
                            new TagItem().withKey(tag.getKey()).withValue(tag.getValue().asText())));
                    }));
            },
            "DeleteSecretForSchedule", (step, value) -> client.deleteSecretForSchedule(
                new DeleteSecretForScheduleRequest().withSecretName(text(step, "name"))
                    .withBody(body -> body.withRecoveryWindowInDays(step.get("days").asInt()))));
    }

    private static Map<String, Call> aliyun() throws Exception {
        var url = URI.create(env("ALIBABA_CLOUD_KMS_ENDPOINT"));
        var client = new Client(new Config().setAccessKeyId(env("ALIBABA_CLOUD_ACCESS_KEY_ID"))
            .setAccessKeySecret(env("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
            .setEndpoint(url.getAuthority()).setProtocol(url.getScheme()));
        return Map.of(
            "CreateSecret", (step, value) -> {
                var tags = JSON.createArrayNode();
                if (step.has("tags")) step.get("tags").fields().forEachRemaining(tag ->
                    tags.addObject().put("TagKey", tag.getKey()).put("TagValue", tag.getValue().asText()));
                client.createSecret(new CreateSecretRequest().setSecretName(text(step, "name"))
                    .setVersionId(text(step, "version_id")).setSecretData(value)
                    .setSecretDataType(text(step, "type")).setDescription(text(step, "description"))
                    .setEncryptionKeyId(text(step, "key_id")).setTags(tags.isEmpty() ? null : tags.toString()));
            },
            "PutSecretValue", (step, value) -> client.putSecretValue(
                new PutSecretValueRequest().setSecretName(text(step, "name")).setVersionId(text(step, "version_id"))
                    .setSecretData(value).setSecretDataType(text(step, "type"))),
            "UpdateSecretVersionStage", (step, value) -> client.updateSecretVersionStage(
                new UpdateSecretVersionStageRequest().setSecretName(text(step, "name"))
                    .setVersionStage(step.get("labels").get(0).asText()).setMoveToVersion(text(step, "version_id"))),
            "DeleteSecret", (step, value) -> client.deleteSecret(
                new DeleteSecretRequest().setSecretName(text(step, "name"))
                    .setRecoveryWindowInDays(text(step, "days"))));
    }

    private static Map<String, Call> bk() throws Exception {
        var address = env("BK_API_URL_TMPL").replace("{api_name}", "bk-job") + "/prod/api/v3/create_credential";
        var app = JSON.writeValueAsString(Map.of("bk_app_code", env("BK_APP_CODE"),
            "bk_app_secret", env("BK_APP_SECRET"), "bk_username", env("BK_USERNAME")));
        return Map.of("create_credential", (step, value) -> {
            ObjectNode body = JSON.createObjectNode().put("bk_scope_type", env("BK_SCOPE_TYPE"))
                .put("bk_scope_id", env("BK_SCOPE_ID")).put("name", text(step, "name")).put("type", text(step, "type"))
                .put("description", text(step, "description"));
            body.setAll((ObjectNode) JSON.readTree(value));
            var request = HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/json")
                .header("X-Bkapi-Authorization", app)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
            var answer = JSON.readTree(
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (answer.get("code").asInt() != 0)
                throw new IllegalStateException(answer.get("code") + " " + answer.get("message"));
        });
    }

    public static void main(String[] arguments) throws Exception {
        var calls = switch (arguments[0]) {
            case "huawei" -> huawei();
            case "aliyun" -> aliyun();
            default -> bk();
        };
        // Calls a second: 70 % of what the vendors allow.
        var rate = Map.of("huawei", 14, "aliyun", 7, "bk", 5).get(arguments[0]);
        var progress = Path.of(System.getenv().getOrDefault("DRAGOMAN_LOAD_PROGRESS", "load.progress"));
        var done = new HashSet<String>();
        if (Files.exists(progress)) done.addAll(Files.readAllLines(progress));
        for (JsonNode step : JSON.readTree(Files.readString(Path.of(arguments[1])))) {
            if (done.contains(text(step, "step"))) continue;
            var until = System.currentTimeMillis() + 1000 / rate;
            var value = step.has("value_ref")
                ? Files.readString(Path.of(env("DRAGOMAN_VALUES"), step.get("value_ref").get("file").asText())) : null;
            calls.get(text(step, "op")).make(step, value);
            var line = text(step, "step") + "\n";
            Files.writeString(progress, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Thread.sleep(Math.max(0, until - System.currentTimeMillis()));
        }
    }

    private static boolean isBinary(JsonNode step) {
        return "binary".equals(text(step, "type"));
    }

    private static String text(JsonNode step, String field) {
        return step.has(field) ? step.get(field).asText() : null;
    }

    private static String env(String name) {
        var value = System.getenv(name);
        if (value == null) throw new IllegalStateException("set " + name);
        return value;
    }
}
`;
