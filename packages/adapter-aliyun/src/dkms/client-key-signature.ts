import { type Exchange } from '@dragoman/protocol-kit';

import { publicKeyIn } from '../instances/client-key.ts';
import { INSTANCE_HELP } from '../messages/instances.ts';
import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import { instanceError, invalidSignatureMethod } from './errors.ts';
import { presentedClientKey } from './request.ts';
import { hasStatedBody, isSignedBy, presentedSignature, stringToSign } from './signature.ts';

/** As RFC 1123 has dates. */
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const SIGNATURE_METHOD = 'RSA_PKCS1_SHA_256';

/** What a request is signed with, well formed; whose it is and whether it fits is not looked at yet. */
export interface ClientKeySignature {
  readonly clientKeyId: string;
  /** Unix milliseconds. */
  readonly time: number;
  /** In Base64. */
  readonly signature: string;
}

/** @throws VendorError for the first header that is missing or malformed, or a body that is not the stated one */
export function readClientKeySignature({ request }: Exchange): ClientKeySignature {
  const { headers } = request;
  const method = headers['x-kms-signaturemethod'] ?? '';
  if (method !== SIGNATURE_METHOD) throw invalidSignatureMethod(method);
  const clientKeyId = presentedClientKey(request);
  if (clientKeyId === '') throw instanceError('accessKeyId', INSTANCE_HELP.signWithClientKey);
  const time = timeOf(headers['date']);
  if (Number.isNaN(time)) throw instanceError('date', INSTANCE_HELP.dateForm);
  rejectOtherBody(request);
  const signature = presentedSignature(headers['authorization'] ?? '');
  if (signature === null) throw instanceError('authorization', INSTANCE_HELP.authorizationBearer);
  return { clientKeyId, time, signature };
}

/** @throws VendorError with the message at which the Java client sends what it lost once more */
export function rejectOtherBody(request: Exchange['request']): void {
  if (hasStatedBody(request)) return;
  throw instanceError('contentSha256', INSTANCE_HELP.otherContentHash);
}

/** `NaN` for a Date that is none. */
function timeOf(date: string | undefined): number {
  return date !== undefined && DATE.test(date) ? Date.parse(date) : NaN;
}

/** Checks a signature's time and then the signature. @throws VendorError RequestTimeTooSkewed, SignatureNotMatch */
export function verifyClientKeySignature(
  { time, signature }: ClientKeySignature,
  { request, callerTimes }: Exchange,
  certificate: string,
  checksTime: boolean,
): void {
  if (checksTime && !callerTimes.some((now) => Math.abs(now - time) <= TIMESTAMP_WINDOW_MS))
    throw instanceError('skewed', INSTANCE_HELP.setClock);
  const publicKey = publicKeyIn(certificate);
  if (publicKey === null) throw instanceError('signature', INSTANCE_HELP.noCertificate);
  if (!isSignedBy(publicKey, stringToSign(request), signature))
    throw instanceError('signature', INSTANCE_HELP.notByClientKey);
}
