import type { PresentedCredential, WireRequest } from '@dragoman/protocol-kit';

import { isInstanceRequest, presentedClientKey } from './dkms/request.ts';
import { parseRequest } from './wire/request.ts';

/** Who a request says it is from: a signature's access key, a client key, or a bearer token. */
export function presentedCredentials(request: WireRequest): readonly PresentedCredential[] {
  if (isInstanceRequest(request)) return [{ kind: 'access-key', presented: presentedClientKey(request) }];
  const { scheme, params } = parseRequest(request);
  if (scheme === 'bearer') {
    const token = request.headers['x-acs-bearer-token'] ?? params.get('BearerToken') ?? '';
    return [
      { kind: 'token', presented: token },
      { kind: 'user-token', presented: token },
    ];
  }
  const inHeader = /Credential=([^,/\s]+)/.exec(request.headers['authorization'] ?? '')?.[1];
  const accessKey = inHeader ?? params.get('AccessKeyId');
  return accessKey === undefined ? [] : [{ kind: 'access-key', presented: accessKey }];
}
