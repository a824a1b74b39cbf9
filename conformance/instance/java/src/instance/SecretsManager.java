package instance;

import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.kms.secretsmanager.client.SecretCacheClient;
import com.aliyuncs.kms.secretsmanager.client.SecretCacheClientBuilder;

/**
 * alibabacloud-secretsmanager-client with the configuration of an instance, from its environment as its
 * README has it.
 */
public final class SecretsManager {
  private SecretsManager() {}

  public static void main(String[] args) throws Exception {
    SecretCacheClient client = SecretCacheClientBuilder.newClient();
    Results.record("GetSecretValue",
        () -> client.getSecretInfo("name").getSecretValue(),
        () -> client.getSecretInfo("none"),
        SecretsManager::codeOf);
    Results.show();
  }

  private static String codeOf(Exception error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause())
      if (cause instanceof ClientException) return ((ClientException) cause).getErrCode();
    return String.valueOf(error);
  }
}
