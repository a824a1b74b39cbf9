import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

import { incompleteSignature, invalidParameter, missingParameter, unsupportedOperation } from './kms-errors.ts';
import { rejection } from './rejections.ts';
import type { AliyunSettings } from '../settings.ts';

/** What a signature that does not fit should have been made of. */
export interface SignedText {
  readonly stringToSign: string;
  /** `null` for a signature of version 1. */
  readonly canonicalRequest: string | null;
}

/** What a front end answers before an operation runs. `help` goes to the log alone. */
export interface FrontendErrors {
  readonly missing: (parameter: string, help: Message) => VendorError;
  readonly invalid: (parameter: string, help: Message) => VendorError;
  readonly unknownAction: (help: Message) => VendorError;
  readonly unknownKey: (help: Message) => VendorError;
  readonly wrongSignature: (signed: SignedText, help: Message) => VendorError;
  readonly time: (fault: 'missing' | 'malformed' | 'expired', help: Message) => VendorError;
  readonly token: (fault: 'missing' | 'malformed' | 'expired' | 'mismatch', help: Message) => VendorError;
}

/** KMS's own front end, as far as settings do not choose the generic one's errors. */
export function kmsFrontendErrors(settings: AliyunSettings): FrontendErrors {
  const unknownKey = (help: Message) =>
    new VendorError(
      404,
      'InvalidAccessKeyId.NotFound',
      'The Access Key ID provided does not exist in our records.',
      help,
    );
  const illegalTime = (help: Message) =>
    new VendorError(
      400,
      'IllegalTimestamp',
      'The input parameter "Timestamp" that is mandatory for processing this request is not supplied.',
      help,
    );
  return {
    missing: missingParameter,
    invalid: invalidParameter,
    unknownAction: unsupportedOperation,
    unknownKey,
    wrongSignature:
      settings.signature_error === 'IncompleteSignature'
        ? (_signed, help) => incompleteSignature(help)
        : gatewayFrontendErrors.wrongSignature,
    // The same of a time that is missing and of one that is expired.
    time: (fault, help) =>
      settings.timestamp_error === 'IllegalTimestamp' || fault === 'missing'
        ? illegalTime(help)
        : gatewayFrontendErrors.time(fault, help),
    // Documented for a session that is unknown or has expired.
    token: (_fault, help) => unknownKey(help),
  };
}

/**
 * The generic gateway, in front of STS and the location service. Names of codes partly from reports of users. @NOTE
 * unverified
 */
export const gatewayFrontendErrors: FrontendErrors = {
  missing: mandatory,
  invalid: (parameter, help) =>
    new VendorError(400, `Invalid${parameter}`, `Specified parameter ${parameter} is not valid.`, help),
  unknownAction: (help) => rejection('path', help),
  unknownKey: (help) => new VendorError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.', help),
  wrongSignature: signatureDoesNotMatch,
  time(fault, help) {
    if (fault === 'missing') return mandatory('Timestamp', help);
    if (fault === 'expired')
      return new VendorError(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.', help);
    return new VendorError(
      400,
      'InvalidTimeStamp.Format',
      'Specified time stamp or date value is not well formatted.',
      help,
    );
  },
  token(fault, help) {
    if (fault === 'missing') return mandatory('SecurityToken', help);
    if (fault === 'expired')
      return new VendorError(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.', help);
    if (fault === 'malformed')
      return new VendorError(400, 'InvalidSecurityToken.Malformed', 'Specified SecurityToken is malformed.', help);
    return new VendorError(
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
      help,
    );
  },
};

/**
 * Shows what was to be signed. That holds every parameter, values included, so it goes to that client only and not into
 * the summary. Of version 1 it ends with the string to sign: the legacy Python SDK compares what follows the first
 * colon with its own. Of ACS3 the string to sign alone says little, so the canonical request follows it
 * (alibabacloud-csharp-sdk issue 40, 2025).
 */
function signatureDoesNotMatch({ stringToSign, canonicalRequest }: SignedText, help: Message): VendorError {
  const summary =
    canonicalRequest === null
      ? 'Specified signature is not matched with our calculation.'
      : 'Specified signature does not match our calculation.';
  const canonical =
    canonicalRequest === null
      ? `server string to sign is:${stringToSign}`
      : `server StringToSign is [${stringToSign}] server CanonicalRequest is [${canonicalRequest}]`;
  return new VendorError(400, 'SignatureDoesNotMatch', `${summary} ${canonical}`, help, summary);
}

function mandatory(parameter: string, help: Message): VendorError {
  return new VendorError(400, `Missing${parameter}`, `${parameter} is mandatory for this action.`, help);
}
