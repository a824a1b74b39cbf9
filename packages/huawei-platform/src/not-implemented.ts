import type { NotImplemented, RestRoute } from '@dragoman/protocol-kit';

/** An operation that the vendor has and this door rejects, and where clients look for it. */
export interface MissingOperation extends NotImplemented {
  readonly route: RestRoute;
}

/** Operations from a table with one in each line: its name, method and path. */
export function missingOperations(table: string): readonly MissingOperation[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', method = '', path = ''] = line.split(' ');
      return { name, route: { method, path } };
    });
}

/** What IAM, SMN and EPS have and this door lacks. */
export const platformNotImplemented = missingOperations(`
IAM:CreateTokenWithIdToken POST /v3.0/OS-AUTH/id-token/tokens
SMN:BatchCreateSubscriptionsFilterPolices POST /v2/{project_id}/notifications/subscriptions/filter_polices
SMN:BatchDeleteSubscriptions DELETE /v2/{project_id}/notifications/subscriptions
SMN:BatchDeleteSubscriptionsByTopic DELETE /v2/{project_id}/notifications/topics/{topic_urn}/subscriptions
SMN:BatchDeleteSubscriptionsFilterPolices DELETE /v2/{project_id}/notifications/subscriptions/filter_polices
SMN:BatchUpdateSubscriptionsFilterPolices PUT /v2/{project_id}/notifications/subscriptions/filter_polices
SMN:CreateKmsKey POST /v2/{project_id}/notifications/topics/{topic_urn}/kms
SMN:CreateLogtank POST /v2/{project_id}/notifications/topics/{topic_urn}/logtanks
SMN:CreateMessageTemplate POST /v2/{project_id}/notifications/message_template
SMN:CreateNotifyPolicy POST /v2/{project_id}/notifications/topics/{topic_urn}/notify-policy
SMN:DeleteKmsKey DELETE /v2/{project_id}/notifications/topics/{topic_urn}/kms/{id}
SMN:DeleteLogtank DELETE /v2/{project_id}/notifications/topics/{topic_urn}/logtanks/{logtank_id}
SMN:DeleteMessageTemplate DELETE /v2/{project_id}/notifications/message_template/{message_template_id}
SMN:DeleteNotifyPolicy DELETE /v2/{project_id}/notifications/topics/{topic_urn}/notify-policy/{notify_policy_id}
SMN:DeleteSubscriptionsByTopic DELETE /v2/{project_id}/notifications/topics/{topic_urn}/subscriptions/{subscription_urn}
SMN:DownloadHttpSignCert GET /v2/notifications/certifications/download/{certificate_id}
SMN:ListCloudService GET /v2/notifications/cloud_service
SMN:ListCloudServices GET /v2/notifications/cloud-services
SMN:ListLogtank GET /v2/{project_id}/notifications/topics/{topic_urn}/logtanks
SMN:ListMessageTemplateDetails GET /v2/{project_id}/notifications/message_template/{message_template_id}
SMN:ListMessageTemplates GET /v2/{project_id}/notifications/message_template
SMN:ListProtocols GET /v2/notifications/protocols
SMN:ListResourceInstances POST /v2/{project_id}/smn_topic/resource_instances/action
SMN:ListTopicMessageStatistics GET /v2/{project_id}/notifications/topics/{topic_urn}/statistics
SMN:ListTopicsWithAssociatedResources GET /v2/{project_id}/notifications/topics-with-associated-resources
SMN:PublishHttpDetect POST /v2/{project_id}/notifications/topics/{topic_urn}/detection
SMN:PublishMessage POST /v2/{project_id}/notifications/topics/{topic_urn}/publish
SMN:ShowHttpDetectResult GET /v2/{project_id}/notifications/topics/{topic_urn}/detection/{task_id}
SMN:ShowKmsKey GET /v2/{project_id}/notifications/topics/{topic_urn}/kms
SMN:ShowNotifyPolicy GET /v2/{project_id}/notifications/topics/{topic_urn}/notify-policy
SMN:SubscribeTopic GET /v2/notifications/subscriptions/subscribe
SMN:UnsubscribeTopic GET /v2/notifications/subscriptions/unsubscribe
SMN:UpdateKmsKey PUT /v2/{project_id}/notifications/topics/{topic_urn}/kms/{id}
SMN:UpdateLogtank PUT /v2/{project_id}/notifications/topics/{topic_urn}/logtanks/{logtank_id}
SMN:UpdateMessageTemplate PUT /v2/{project_id}/notifications/message_template/{message_template_id}
SMN:UpdateNotifyPolicy PUT /v2/{project_id}/notifications/topics/{topic_urn}/notify-policy/{notify_policy_id}
SMN:CreateApplication POST /v2/{project_id}/notifications/applications
SMN:DeleteApplication DELETE /v2/{project_id}/notifications/applications/{application_urn}
SMN:ListApplicationAttributes GET /v2/{project_id}/notifications/applications/{application_urn}
SMN:ListApplications GET /v2/{project_id}/notifications/applications
SMN:PublishAppMessage POST /v2/{project_id}/notifications/endpoints/{endpoint_urn}/publish
SMN:UpdateApplication PUT /v2/{project_id}/notifications/applications/{application_urn}
SMN:CreateApplicationEndpoint POST /v2/{project_id}/notifications/applications/{application_urn}/endpoints
SMN:DeleteApplicationEndpoint DELETE /v2/{project_id}/notifications/endpoints/{endpoint_urn}
SMN:ListApplicationEndpointAttributes GET /v2/{project_id}/notifications/endpoints/{endpoint_urn}
SMN:ListApplicationEndpoints GET /v2/{project_id}/notifications/applications/{application_urn}/endpoints
SMN:UpdateApplicationEndpoint PUT /v2/{project_id}/notifications/endpoints/{endpoint_urn}
EPS:ListMigrationRecord GET /v1.0/enterprise-projects/migrate-record/list
EPS:ListProviders GET /v1.0/enterprise-projects/providers
EPS:ListResourceMapping GET /v1.0/enterprise-projects/resources-mapping
EPS:ShowAssociatedResources GET /v1.0/associated-resources/{resource_id}
EPS:ShowEnterpriseProjectQuota GET /v1.0/enterprise-projects/quotas
EPS:ShowEpConfigs GET /v1/enterprise-projects/configs
IAM:KeystoneAddUserToGroup PUT /v3/groups/{group_id}/users/{user_id}
IAM:KeystoneListProjectsForUser GET /v3/users/{user_id}/projects
IAM:KeystoneRemoveUserFromGroup DELETE /v3/groups/{group_id}/users/{user_id}
IAM:ListEnterpriseProjectsForUser GET /v3.0/OS-PERMISSION/users/{user_id}/enterprise-projects
IAM:ListUsersForEnterpriseProject GET /v3.0/OS-PERMISSION/enterprise-projects/{enterprise_project_id}/users
IAM:KeystoneCreateUser POST /v3/users
IAM:KeystoneListGroupsForUser GET /v3/users/{user_id}/groups
IAM:KeystoneListUsersForGroupByAdmin GET /v3/groups/{group_id}/users
IAM:KeystoneUpdateUserByAdmin PATCH /v3/users/{user_id}
IAM:KeystoneUpdateUserPassword POST /v3/users/{user_id}/password
IAM:ListUserLoginProtects GET /v3.0/OS-USER/login-protects
IAM:ShowUserMfaDevice GET /v3.0/OS-MFA/users/{user_id}/virtual-mfa-device
IAM:UpdateUserInformation PUT /v3.0/OS-USER/users/{user_id}/info
`);
