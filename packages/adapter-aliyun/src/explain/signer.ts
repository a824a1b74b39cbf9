import type { FoundAccessCredential } from '@dragoman/core';
import { verbatim } from '@dragoman/messages';
import {
  type Exchange,
  type Explanation,
  type OtherSecret,
  type Correction,
  type SignedTexts,
  VendorError,
  clockMistake,
  explainUnknownKey,
} from '@dragoman/protocol-kit';

import { checkToken } from '../auth/authenticate.ts';
import type { SignedRequest } from '../auth/signed-request.ts';
import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import type { AliyunSettings } from '../settings.ts';
import { gatewayFrontendErrors } from '../errors/frontend-errors.ts';
import { MESSAGES } from './messages.ts';

/** How many other keys are tried. */
export const MAX_OTHER_KEYS = 50;

/** Who a signature is for. */
export interface Signer {
  readonly keyId: string;
  readonly accessCredential: FoundAccessCredential | null;
  /** Whose secret key stands in the place of the key id. */
  readonly swapped: string | null;
  readonly others: readonly OtherSecret[];
}

/** Parameters and headers whose values are no secrets, in lower case. */
const OPEN = [
  'action',
  'version',
  'format',
  'signaturemethod',
  'signatureversion',
  'signaturenonce',
  'signaturetype',
  'timestamp',
  'regionid',
  'secretname',
  'versionid',
  'versionstage',
  'movetoversion',
  'removefromversion',
  'keyid',
  'aliasname',
  'pagenumber',
  'pagesize',
  'filters',
  'secretdatatype',
  'secrettype',
  'keyspec',
  'keyusage',
  'origin',
  'host',
  'accept',
  'content-type',
  'user-agent',
  'x-acs-action',
  'x-acs-version',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-content-sha256',
  'x-acs-content-sm3',
];

/** The id of a key that nobody has may be a secret key. */
export function openNames({ accessCredential }: Signer): ReadonlySet<string> {
  return new Set(accessCredential === null ? OPEN : [...OPEN, 'accesskeyid']);
}

export function unknownKey(scheme: string, { swapped }: Signer, texts: SignedTexts): Explanation {
  return explainUnknownKey(scheme, texts, swapped === null ? null : { identityId: swapped }, MESSAGES.useKeyIdHere);
}

/** What is wrong beside the signature: its time, its session. */
export function otherChecks(
  { now }: Exchange,
  found: FoundAccessCredential,
  accessCredential: Pick<SignedRequest, 'time' | 'securityToken'>,
  settings: AliyunSettings,
): Correction[] {
  return [
    ...(settings.check_timestamp ? timeMistakes(accessCredential.time, now) : []),
    ...sessionMistakes(found, accessCredential, now),
  ];
}

function timeMistakes(time: string | undefined, now: number): Correction[] {
  const stated = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(time ?? '') ? Date.parse(time ?? '') : NaN;
  if (Number.isNaN(stated))
    return [
      {
        mistake: 'date-format',
        when: MESSAGES.timeForm,
        remedy: MESSAGES.stateTime,
      },
    ];
  const clock = clockMistake(stated, now, TIMESTAMP_WINDOW_MS);
  return clock === null ? [] : [clock];
}

function sessionMistakes(
  found: FoundAccessCredential,
  { securityToken }: Pick<SignedRequest, 'securityToken'>,
  now: number,
): Correction[] {
  const ended =
    found.expiresAt !== null && found.expiresAt <= now
      ? [
          {
            mistake: 'key-expired',
            when: MESSAGES.keyNotExpired({ time: new Date(found.expiresAt).toISOString() }),
            remedy: MESSAGES.assumeAgain,
          },
        ]
      : [];
  try {
    checkToken(found, { securityToken }, gatewayFrontendErrors);
    return ended;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return [
      ...ended,
      {
        mistake: 'security-token',
        when: MESSAGES.securityToken,
        remedy: error.help ?? verbatim(error.summary),
      },
    ];
  }
}
