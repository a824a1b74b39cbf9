import type { Json } from '@dragoman/core';

/**
 * The policies that Alibaba Cloud has ready, as published: AliyunKMSFullAccess v3, AliyunKMSReadOnlyAccess v3
 * (2025-09-23), AliyunKMSCryptoUserAccess v2 (2026-07-09), AliyunKMSCryptoAdminAccess v2, AliyunKMSSecretUserAccess v1,
 * AliyunKMSSecretAdminAccess v5. https://www.alibabacloud.com/help/en/ram/developer-reference/aliyunkmsfullaccess
 */
export const SYSTEM_POLICIES: Readonly<Record<string, Json>> = {
  AliyunKMSFullAccess: {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: 'ram:CreateServiceLinkedRole',
        Resource: '*',
        Condition: {
          StringEquals: {
            'ram:ServiceName': ['secretsmanager-rds.kms.aliyuncs.com', 'keystore.kms.aliyuncs.com'],
          },
        },
      },
    ],
  },
  AliyunKMSReadOnlyAccess: {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'kms:List*',
          'kms:Describe*',
          'kms:GetPublicKey',
          'kms:GetUploadBackupDataInfo',
          'kms:GetKmsInstanceSharedAccounts',
          'kms:GetKmsInstanceQuotaInfos',
          'kms:GetCheckAssociateResourceTaskResults',
          'kms:GetKeyPolicy',
          'kms:GetKeyDefaultPolicy',
          'kms:GetSecretPolicy',
          'kms:GetSecretDefaultPolicy',
          'kms:GetKmsInstance',
          'kms:GetDefaultKmsInstance',
        ],
        Resource: '*',
      },
    ],
  },
  AliyunKMSCryptoUserAccess: {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:AsymmetricDecrypt',
          'kms:AsymmetricEncrypt',
          'kms:AsymmetricSign',
          'kms:AsymmetricVerify',
          'kms:GetPublicKey',
          'kms:GenerateMac',
          'kms:VerifyMac',
        ],
        Resource: '*',
      },
    ],
  },
  AliyunKMSCryptoAdminAccess: {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['kms:*'],
        Resource: ['acs:kms:*:*:key*', 'acs:kms:*:*:alias*'],
      },
      {
        Effect: 'Allow',
        Action: ['ecs:TagResources', 'ecs:UntagResources', 'ecs:ListTagResources'],
        Resource: ['acs:kms:*:*:key/*', 'acs:kms:*:*:secret/*'],
      },
    ],
  },
  AliyunKMSSecretUserAccess: {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['kms:GetSecretValue'],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: ['kms:DescribeSecret', 'kms:ListSecretVersionIds'],
        Resource: '*',
      },
    ],
  },
  AliyunKMSSecretAdminAccess: {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'kms:*',
        Resource: 'acs:kms:*:*:secret*',
      },
      {
        Effect: 'Allow',
        Action: 'kms:GetRandomPassword',
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: [
          'rds:DescribeDBInstances',
          'rds:DescribeDBInstanceAttribute',
          'rds:DescribeDatabases',
          'rds:DescribeAccounts',
          'rds:DescribeDBInstanceNetInfo',
          'rds:CreateAccount',
          'rds:GrantAccountPrivilege',
        ],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: 'ecs:DescribeInstances',
        Resource: 'acs:ecs:*:*:instance/*',
      },
      {
        Effect: 'Allow',
        Action: ['ecs:TagResources', 'ecs:UntagResources', 'ecs:ListTagResources'],
        Resource: ['acs:kms:*:*:key/*', 'acs:kms:*:*:secret/*'],
      },
      {
        Effect: 'Allow',
        Action: 'ram:CreateServiceLinkedRole',
        Resource: '*',
        Condition: {
          StringEquals: {
            'ram:ServiceName': ['secretsmanager-rds.kms.aliyuncs.com', 'secretsmanager-ecs.kms.aliyuncs.com'],
          },
        },
      },
    ],
  },
  AdministratorAccess: {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
      },
    ],
  },
  AliyunSTSAssumeRoleAccess: {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: '*',
      },
    ],
  },
};
