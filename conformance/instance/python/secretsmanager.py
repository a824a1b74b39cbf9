"""aliyun-secret-manager-client with the configuration of an instance, as its README has it."""

from alibaba_cloud_secretsmanager_client.secret_manager_cache_client_builder import SecretManagerCacheClientBuilder

from results import record, show

client = SecretManagerCacheClientBuilder.new_client()
record(
    "GetSecretValue",
    lambda: client.get_secret_info("name").secret_value,
    lambda: client.get_secret_info("none"),
    lambda error: getattr(error, "error_code", None)
    or getattr(error, "code", None)
    or f"{type(error).__name__}: {error}",
)
show()
