"""
The operations, by client, that the gateway answers as the clouds answer one that they do not have.
A test asks for each of them, and another sees that every other operation was called.
"""

import clients

UNSERVED: dict[str, frozenset[str]] = {client: frozenset(names.split()) for client, names in {
    clients.CSMS: "",
    clients.HUAWEI_KMS: """
        create_access_point create_datakey_capsule create_key_policy create_key_store create_pin decrypt_datakey_capsule
        delete_access_point delete_key_policy delete_key_store derive_shared_secret disable_access_point
        disable_key_store
        download_access_point_private_key enable_access_point enable_key_store list_access_point list_key_policy
        list_key_stores replicate_key show_key_policy show_key_store update_key_policy update_primary_region""",
    clients.IAM: """
        associate_agency_with_all_projects_permission associate_agency_with_domain_permission
        associate_agency_with_project_permission associate_role_to_agency_on_enterprise_project
        associate_role_to_group_on_enterprise_project associate_role_to_user_on_enterprise_project
        check_all_projects_permission_for_agency check_domain_permission_for_agency
        check_project_permission_for_agency create_agency create_agency_custom_policy create_binding_device
        create_cloud_service_custom_policy create_login_token create_metadata create_mfa_device
        create_open_id_connect_config create_permanent_access_key create_token_with_id_token
        create_unscope_token_by_idp_initiated create_unscoped_token_with_id_token delete_agency
        delete_binding_device delete_custom_policy delete_domain_group_inherited_role delete_mfa_device
        delete_permanent_access_key keystone_add_user_to_group keystone_associate_group_with_domain_permission
        keystone_associate_group_with_project_permission keystone_check_domain_permission_for_group
        keystone_check_project_permission_for_group keystone_check_user_in_group keystone_checkrole_for_group
        keystone_create_group keystone_create_identity_provider keystone_create_mapping keystone_create_protocol
        keystone_create_user keystone_delete_group keystone_delete_identity_provider keystone_delete_mapping
        keystone_delete_protocol keystone_list_all_project_permissions_for_group
        keystone_list_domain_permissions_for_group keystone_list_endpoints keystone_list_federation_domains
        keystone_list_federation_projects keystone_list_groups keystone_list_groups_for_user
        keystone_list_identity_providers keystone_list_mappings keystone_list_permissions
        keystone_list_project_permissions_for_group keystone_list_projects_for_user keystone_list_protocols
        keystone_list_services keystone_list_users_for_group_by_admin
        keystone_remove_domain_permission_from_group keystone_remove_project_permission_from_group
        keystone_remove_user_from_group keystone_show_catalog keystone_show_endpoint keystone_show_group
        keystone_show_identity_provider keystone_show_mapping keystone_show_permission keystone_show_project
        keystone_show_protocol keystone_show_region keystone_show_security_compliance
        keystone_show_security_compliance_by_option keystone_show_service keystone_update_group
        keystone_update_identity_provider keystone_update_mapping keystone_update_project keystone_update_protocol
        keystone_update_user_by_admin keystone_update_user_password list_agencies
        list_all_projects_permissions_for_agency list_custom_policies list_domain_permissions_for_agency
        list_enterprise_projects_for_group list_enterprise_projects_for_user list_groups_for_enterprise_project
        list_permanent_access_keys list_project_permissions_for_agency list_roles_for_group_on_enterprise_project
        list_roles_for_user_on_enterprise_project list_user_login_protects list_user_mfa_devices
        list_users_for_enterprise_project remove_all_projects_permission_from_agency
        remove_domain_permission_from_agency remove_project_permission_from_agency
        revoke_role_from_agency_on_enterprise_project revoke_role_from_group_on_enterprise_project
        revoke_role_from_user_on_enterprise_project show_agency show_custom_policy show_domain_api_acl_policy
        show_domain_console_acl_policy show_domain_login_policy show_domain_password_policy show_domain_protect_policy
        show_domain_quota show_domain_role_assignments show_metadata show_open_id_connect_config
        show_permanent_access_key show_project_details_and_status show_project_quota
        show_user_mfa_device update_agency update_agency_custom_policy update_cloud_service_custom_policy
        update_domain_api_acl_policy update_domain_console_acl_policy update_domain_group_inherit_role
        update_domain_login_policy update_domain_password_policy update_domain_protect_policy
        update_open_id_connect_config update_permanent_access_key update_project_status
        update_user_information""",
    clients.ALIYUN: "get_challenge get_managed_data_key list_managed_data_key_versions",
    clients.ACS_KMS: """
        AdvanceEncrypt CertificatePrivateKeyDecrypt CertificatePrivateKeySign CertificatePublicKeyEncrypt
        CertificatePublicKeyVerify CreateCertificate DeleteCertificate DescribeCertificate GetCertificate
        UpdateCertificateStatus UploadCertificate""",
    clients.ACS_STS: "AssumeRoleWithSAML",
    clients.APIGW: "delete_credential system_delete_credential",
    clients.ESB: "delete_credential",
}.items()}

# Operations whose only answer is a rejection: the service has been opened for everybody.
NEVER_SUCCEED = {
    (clients.ALIYUN, "open_kms_service"),
    (clients.ACS_KMS, "OpenKmsService"),
}

# Operations that anybody may call without parameters.
NEVER_REJECTED = {
    (clients.HUAWEI_KMS, "show_versions"),
    (clients.IAM, "keystone_list_versions"),
    (clients.IAM, "keystone_show_version"),
}
