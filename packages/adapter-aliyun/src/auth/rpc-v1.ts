import { hmac, percentEncodeTwice, sortedNames } from '@dragoman/protocol-kit';
import { sameText } from '@dragoman/core';

import { isSignedBy } from '../dkms/signature.ts';
import { publicKeyIn } from '../instances/client-key.ts';
import type { FrontendErrors } from '../errors/frontend-errors.ts';
import { REQUEST_HELP } from '../messages/requests.ts';
import type { SignedRequest } from './signed-request.ts';

const DIGESTS: ReadonlyMap<string, 'sha1' | 'sha256'> = new Map([
  ['HMAC-SHA1', 'sha1'],
  ['HMAC-SHA256', 'sha256'],
]);

/** As the clients of secretsmanager v1 sign with a client key (Go v1.1.5, Python 0.1.5). */
const CLIENT_KEY_METHOD = 'SHA256withRSA';
export const CLIENT_KEY_TYPE = 'PRIVATEKEY';

/**
 * Reads a V1 signature (RPC, signature version 1.0). It covers every parameter but itself, wherever it is sent: query,
 * form, or split over both as Terraform does. Clients differ in how they encode on the wire (`+` for a blank, bare
 * `!'()*`), so what is signed is made from the decoded parameters. SignatureNonce is optional: the KMS page does not
 * list it and an old official client does not send it.
 * @throws VendorError for a parameter that is missing or not valid
 */
export function readV1(
  method: string,
  params: ReadonlyMap<string, string>,
  frontendErrors: FrontendErrors,
): SignedRequest {
  const required = (name: string): string => {
    const value = params.get(name);
    if (value === undefined || value === '') throw frontendErrors.missing(name, REQUEST_HELP.v1Carries({ name }));
    return value;
  };
  const accessKeyId = required('AccessKeyId');
  const signature = required('Signature');
  const verifier = verifierOf(required('SignatureMethod'), params.get('SignatureType') ?? '', frontendErrors);
  if (required('SignatureVersion') !== '1.0')
    throw frontendErrors.invalid('SignatureVersion', REQUEST_HELP.signatureVersion);
  const stringToSign = v1StringToSign(method, params);
  return {
    accessKeyId,
    time: params.get('Timestamp'),
    securityToken: params.get('SecurityToken'),
    nonce: params.get('SignatureNonce'),
    stringToSign,
    canonicalRequest: null,
    ...verifier(stringToSign, signature),
  };
}

type Verifier = Pick<SignedRequest, 'by' | 'matches'>;

/** How a signature of this method is verified. @throws VendorError for a method that is not known */
function verifierOf(
  method: string,
  type: string,
  frontendErrors: FrontendErrors,
): (stringToSign: string, signature: string) => Verifier {
  const isByClientKey = type === CLIENT_KEY_TYPE;
  if (isByClientKey && method === CLIENT_KEY_METHOD)
    return (text, signature) => ({
      by: 'client-key',
      matches(certificate) {
        const publicKey = publicKeyIn(certificate);
        return publicKey !== null && isSignedBy(publicKey, text, signature);
      },
    });
  const digest = isByClientKey ? undefined : DIGESTS.get(method);
  if (digest === undefined) throw frontendErrors.invalid('SignatureMethod', REQUEST_HELP.signatureMethods);
  return (text, signature) => ({
    by: 'secret-key',
    matches: (secret) => sameText(hmac(digest, `${secret}&`, text, 'base64'), signature),
  });
}

/** METHOD & %2F & the encoded canonical query: what stands in it is encoded twice, its `&` and `=` once. */
function v1StringToSign(method: string, params: ReadonlyMap<string, string>): string {
  let text = `${method}&%2F&`;
  let between = '';
  for (const name of sortedNames(params)) {
    if (name === 'Signature') continue;
    text += `${between + percentEncodeTwice(name)}%3D${percentEncodeTwice(params.get(name) ?? '')}`;
    between = '%26';
  }
  return text;
}
