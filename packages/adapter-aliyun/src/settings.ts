import type { VersioningPolicy } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { instanceSchema } from './instances/instance-settings.ts';
import { VERSIONING } from './names.ts';
import { oidcProviderSchema } from './sts/oidc-providers.ts';

/** The door's own switches, under `doors.aliyun`. */
export const aliyunSettings = Type.Object(
  {
    signature_error: Type.Union([Type.Literal('IncompleteSignature'), Type.Literal('SignatureDoesNotMatch')], {
      default: 'IncompleteSignature',
      description:
        'How a wrong signature is answered: as KMS does, or as the generic gateway does, with the string ' +
        'to sign in the message.',
    }),
    check_timestamp: Type.Boolean({
      default: true,
      description: 'Reject a Timestamp or x-acs-date that is missing or more than 15 minutes away from the clock.',
    }),
    timestamp_error: Type.Union([Type.Literal('IllegalTimestamp'), Type.Literal('InvalidTimeStamp.Expired')], {
      default: 'IllegalTimestamp',
      description: 'How an expired time is answered: as KMS does, or as the generic gateway does.',
    }),
    check_nonce: Type.Boolean({
      default: false,
      description:
        'Reject a nonce that its access key has used in the last half hour, as the generic gateway ' +
        'does and KMS does not document.',
    }),
    throttle: Type.Union([Type.Literal('off'), Type.Literal('documented')], {
      default: 'off',
      description:
        'Reject calls of KMS above its documented quotas, counted for each account and region ' +
        'by all gateways over one state.',
    }),
    instances: Type.Array(instanceSchema, {
      default: [],
      description:
        'KMS instances, each with an id (kst-…) and, if wanted, its access_points with client_keys,' +
        ' network_rules and policies: shown to whoever lists them, and known by DKMSInstanceId. The ' +
        'first is the default one.',
    }),
    oidc_providers: Type.Array(oidcProviderSchema, {
      default: [],
      description:
        'OIDC providers that AssumeRoleWithOIDC knows, each with its name, issuer_url, the keys of ' +
        'its JWKS and, if wanted, client_ids: a token must be signed by one of them. Where none is ' +
        'given, any provider is known and no signature is verified.',
    }),
    plaintext: Type.Union([Type.Literal('as-is'), Type.Literal('base64')], {
      default: 'as-is',
      description:
        'What Encrypt takes: any Plaintext, which Decrypt gives back as it was sent, as Terraform relies on; ' +
        'or Base64 alone, as the documentation says.',
    }),
    at_version_limit: Type.Union([Type.Literal('drop-unlabelled'), Type.Literal('drop-earliest')], {
      default: 'drop-unlabelled',
      description:
        'What makes room for the eleventh version of a generic secret: the earliest version without a stage, and a ' +
        'rejection where every version has one; or the earliest version but the current one, with its stages.',
    }),
    at_label_limit: Type.Union([Type.Literal('reject'), Type.Literal('reserve')], {
      default: 'reject',
      description:
        'Where ACSPrevious would become the ninth stage of a secret: reject the new version, ' +
        'or keep a place for each built-in stage, so that the seventh custom one is rejected.',
    }),
    read_in_delete_window: Type.Boolean({
      default: false,
      description: 'Let GetSecretValue read a secret whose deletion is scheduled.',
    }),
    idempotent_create: Type.Boolean({
      default: false,
      description: 'Let CreateSecret succeed when the secret has this version with this very SecretData.',
    }),
    default_region: Type.String({
      default: 'cn-hangzhou',
      pattern: '^[a-z0-9-]+$',
      description: 'The region of a request that names none by its host or RegionId.',
    }),
    default_account_id: Type.String({
      default: '1000000000000001',
      pattern: '^[0-9]+$',
      description: 'The account of an identity that has none.',
    }),
  },
  { additionalProperties: false },
);

export type AliyunSettings = Static<typeof aliyunSettings>;

/** How versions of a generic secret come and go. */
export function versioningOf({
  at_version_limit,
  at_label_limit,
}: Pick<AliyunSettings, 'at_version_limit' | 'at_label_limit'>): VersioningPolicy {
  return {
    ...VERSIONING,
    ...(at_version_limit === 'drop-earliest' && { atVersionLimit: 'drop-oldest' }),
    atLabelLimit: at_label_limit,
  };
}
