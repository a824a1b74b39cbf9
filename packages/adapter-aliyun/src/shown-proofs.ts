import type { ShownProof, WireRequest } from '@dragoman/protocol-kit';

import { parseRequest } from './wire/request.ts';

/** Who a request says it is from: a signature's access key, or a bearer token. */
export function shownProofs(request: WireRequest): readonly ShownProof[] {
  const { scheme, params } = parseRequest(request);
  if (scheme === 'bearer') {
    const token = request.headers['x-acs-bearer-token'] ?? params.get('BearerToken') ?? '';
    return [
      { kind: 'token', shown: token },
      { kind: 'user-token', shown: token },
    ];
  }
  const inHeader = /Credential=([^,/\s]+)/.exec(request.headers['authorization'] ?? '')?.[1];
  const accessKey = inHeader ?? params.get('AccessKeyId');
  return accessKey === undefined ? [] : [{ kind: 'access-key', shown: accessKey }];
}
