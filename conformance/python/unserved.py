"""
The operations, by client, that the gateway answers as the clouds answer one that they do not have.
A test asks for each of them, and another sees that every other operation was called.
"""

import clients

UNSERVED: dict[str, frozenset[str]] = {client: frozenset(names.split()) for client, names in {
    clients.CSMS: "",
    clients.HUAWEI_KMS: """
        create_access_point create_datakey_capsule create_key_policy create_key_store create_pin decrypt_datakey_capsule
        delete_access_point delete_key_policy delete_key_store derive_shared_secret disable_access_point disable_key_store
        download_access_point_private_key enable_access_point enable_key_store list_access_point list_key_policy
        list_key_stores replicate_key show_key_policy show_key_store update_key_policy update_primary_region""",
    clients.ALIYUN: """
        connect_kms_instance create_application_access_point create_client_key create_network_rule create_policy
        delete_application_access_point delete_client_key delete_network_rule delete_policy get_challenge get_managed_data_key
        list_managed_data_key_versions release_kms_instance update_application_access_point update_kms_instance_bind_vpc
        update_network_rule update_policy""",
    clients.ACS_KMS: """
        AdvanceEncrypt CertificatePrivateKeyDecrypt CertificatePrivateKeySign CertificatePublicKeyEncrypt
        CertificatePublicKeyVerify ConnectKmsInstance CreateApplicationAccessPoint CreateCertificate CreateClientKey
        CreateNetworkRule CreatePolicy DeleteApplicationAccessPoint DeleteCertificate DeleteClientKey DeleteNetworkRule
        DeletePolicy DescribeCertificate GetCertificate UpdateApplicationAccessPoint UpdateCertificateStatus
        UpdateKmsInstanceBindVpc UpdateNetworkRule UpdatePolicy UploadCertificate""",
    clients.ACS_STS: "AssumeRoleWithSAML",
    clients.APIGW: "delete_credential system_delete_credential",
    clients.ESB: "delete_credential",
}.items()}

# Operations whose only answer is a refusal: the service has been opened for everybody.
NEVER_SUCCEED = {(clients.ALIYUN, "open_kms_service"), (clients.ACS_KMS, "OpenKmsService")}

# Operations that anybody may call without parameters.
NEVER_REFUSED = {(clients.HUAWEI_KMS, "show_versions")}
