import { parseBoundedJson, type PresentedCredential, type WireRequest } from '@dragoman/protocol-kit';

import { isSignature, parseAuthorization } from './auth/authorization.ts';

/** Who a request says it is from: a signature's access key, a token, or the user of a login by password. */
export function presentedCredentials({ headers, body }: WireRequest): readonly PresentedCredential[] {
  const { authorization, 'x-auth-token': token } = headers;
  const accessKey = isSignature(authorization) ? parseAuthorization(authorization)?.accessKey : undefined;
  if (accessKey !== undefined) return [{ kind: 'access-key', presented: accessKey }];
  if (token !== undefined && token !== '') return [{ kind: 'token', presented: token }];
  return body.includes('"identity"') ? loginAccessCredentials(body) : [];
}

interface LoginBody {
  readonly auth?: {
    readonly identity?: {
      readonly password?: {
        readonly user?: { readonly name?: unknown; readonly domain?: { readonly name?: unknown } };
      };
      readonly token?: { readonly id?: unknown };
    };
  };
}

function loginAccessCredentials(body: Buffer): readonly PresentedCredential[] {
  const identity = parse(body)?.auth?.identity;
  const user = identity?.password?.user;
  const token = identity?.token?.id;
  return [
    ...(typeof user?.name === 'string' && typeof user.domain?.name === 'string'
      ? [{ kind: 'password', presented: `${user.domain.name}/${user.name}` } as const]
      : []),
    ...(typeof token === 'string' ? [{ kind: 'token', presented: token } as const] : []),
  ];
}

function parse(body: Buffer): LoginBody | null {
  try {
    return parseBoundedJson(body.toString()) as LoginBody | null;
  } catch {
    return null;
  }
}
