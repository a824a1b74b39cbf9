import type { DeniedCheck, Services } from '@dragoman/core';

import type { AccessDeniedDetail } from '../errors/access-denied.ts';
import type { ConditionContext } from './conditions.ts';
import type { RamCheck, RamPrincipal } from './request.ts';
import { isRamSystemPolicy } from './stored-policies.ts';

/**
 * What `EncodedDiagnosticMessage` of a rejection holds, and DecodeDiagnosticMessage answers: page of
 * DecodeDiagnosticMessage (2026-02-26).
 */
export interface DiagnosticMessage {
  readonly ExplicitDeny: boolean;
  readonly NoPermissionPolicyType: AccessDeniedDetail['PolicyType'];
  readonly AuthAction: string;
  readonly AuthResource: string;
  readonly AuthPrincipal: {
    readonly AuthPrincipalType: AccessDeniedDetail['AuthPrincipalType'];
    readonly AuthPrincipalOwnerId: string;
    readonly AuthPrincipalDisplayName: string;
  };
  readonly AuthConditions: readonly { readonly ConditionKey: string; readonly ConditionValues: readonly string[] }[];
  /** The policies that deny; empty where nothing allows. */
  readonly MatchedPolicies: readonly MatchedPolicy[];
}

interface MatchedPolicy {
  readonly Effect: 'Deny';
  readonly PolicyIdentifier: string;
  readonly PolicyType: 'System' | 'Custom';
  readonly PolicyVersion: string;
  readonly AttachedEntityType: 'RamUser' | 'RamRole';
  readonly AttachedScope: 'Account';
}

const CONTEXT = ['aliyun.diagnostic-message'];
/** What real messages begin with: `AQEAAAAA` in Base64 (sample of the page). */
const HEADER = Buffer.of(1, 1, 0, 0, 0, 0);

export type Seals = Pick<Services, 'sealer'>;

/** The message as a client gets it: only this installation can read it. */
export function encodeDiagnosticMessage({ sealer }: Seals, message: DiagnosticMessage): string {
  return Buffer.concat([HEADER, sealer.sealMessage(CONTEXT, JSON.stringify(message))]).toString('base64');
}

/** `null` where the text is no message of this installation's. */
export function decodeDiagnosticMessage({ sealer }: Seals, encoded: string): DiagnosticMessage | null {
  const bytes = Buffer.from(encoded, 'base64');
  if (!bytes.subarray(0, HEADER.length).equals(HEADER)) return null;
  try {
    return JSON.parse(sealer.openMessage(CONTEXT, bytes.subarray(HEADER.length))) as DiagnosticMessage;
  } catch {
    return null;
  }
}

/** What a rejection is about, and the principal and policies that decided it. */
export function diagnosticMessage(
  { check, outcome, by }: DeniedCheck<RamCheck>,
  principal: RamPrincipal,
  detail: AccessDeniedDetail,
): DiagnosticMessage {
  const { PolicyType, AuthAction, AuthPrincipalType, AuthPrincipalOwnerId, AuthPrincipalDisplayName } = detail;
  const isOwn = outcome === 'explicit-deny' && by?.source === 'identity';
  return {
    ExplicitDeny: outcome === 'explicit-deny',
    NoPermissionPolicyType: PolicyType,
    AuthAction,
    AuthResource: check.resource,
    AuthPrincipal: { AuthPrincipalType, AuthPrincipalOwnerId, AuthPrincipalDisplayName },
    AuthConditions: conditionsOf({ ...principal.context, ...check.context }),
    MatchedPolicies: isOwn ? [matchedPolicy(by.policy, principal)] : [],
  };
}

/** Versions of custom policies are not kept here; the first is v1. */
function matchedPolicy(name: string, { kind }: RamPrincipal): MatchedPolicy {
  return {
    Effect: 'Deny',
    PolicyIdentifier: name,
    PolicyType: isRamSystemPolicy(name) ? 'System' : 'Custom',
    PolicyVersion: 'v1',
    AttachedEntityType: kind === 'role' ? 'RamRole' : 'RamUser',
    AttachedScope: 'Account',
  };
}

/** As RAM's page on policy elements writes them; decisions compare without case. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  'acs:currenttime': 'acs:CurrentTime',
  'acs:sourceip': 'acs:SourceIp',
  'acs:securetransport': 'acs:SecureTransport',
  'acs:mfapresent': 'acs:MFAPresent',
  'acs:sourcevpc': 'acs:SourceVpc',
  'acs:principalarn': 'acs:PrincipalARN',
  'kms:encryptionalgorithm': 'kms:EncryptionAlgorithm',
};

function conditionsOf(context: ConditionContext): DiagnosticMessage['AuthConditions'] {
  return Object.entries(context).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [{ ConditionKey: shownKey(key), ConditionValues: typeof value === 'string' ? [value] : value }],
  );
}

function shownKey(key: string): string {
  const tag = /^acs:(resource|request)tag\/(.*)$/s.exec(key);
  if (tag !== null) return `acs:${tag[1] === 'request' ? 'Request' : 'Resource'}Tag/${tag[2] ?? ''}`;
  return KEY_NAMES[key] ?? key;
}
