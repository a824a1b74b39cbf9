import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { REQUEST_HELP } from '../messages/requests.ts';
import { isKnownAlgorithm, isSignedBy, keyFromJwk } from './oidc-signature.ts';
import { type OidcToken, invalidToken } from './oidc-token.ts';

const Jwk = Type.Object(
  { kty: Type.Union([Type.Literal('RSA'), Type.Literal('EC')]), kid: Type.Optional(Type.String()) },
  { additionalProperties: true },
);

/** One OIDC provider as configuration has it. */
export const oidcProviderSchema = Type.Object(
  {
    /** As in `acs:ram::<account>:oidc-provider/<name>`. */
    name: Type.String({ pattern: String.raw`^[\w.@-]+$` }),
    issuer_url: Type.String({ minLength: 1 }),
    /** Whom a token may be for; anybody where none is named. */
    client_ids: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    /** The `keys` of the provider's JWKS. */
    keys: Type.Array(Jwk, { minItems: 1 }),
  },
  { additionalProperties: false },
);

export type OidcProvider = Static<typeof oidcProviderSchema>;

/** @throws Error for a key that is none */
export function checkOidcProviders(providers: readonly OidcProvider[]): void {
  for (const { name, keys } of providers) {
    for (const [at, key] of keys.entries()) {
      try {
        keyFromJwk(key);
      } catch (cause) {
        throw new Error(
          `doors.aliyun.oidc_providers: key ${at + 1} of ${name} is no public key: give it as in the provider's JWKS`,
          { cause },
        );
      }
    }
  }
}

/**
 * @throws VendorError as STS says it (ACK's page on RRSA, STS's page of error codes). @NOTE unverified: the order of
 * the checks
 */
export function verifyOidcToken(providers: readonly OidcProvider[], name: string, token: OidcToken): void {
  const provider = providers.find((one) => one.name === name);
  if (provider === undefined) {
    throw new VendorError(
      401,
      'AuthenticationFail.NoPermission',
      'No such OIDC Provider registered.',
      REQUEST_HELP.unknownProvider({ name }),
    );
  }
  if (token.issuer !== provider.issuer_url) {
    throw rejected(
      'IssuerNotMatch',
      "The issuer in the OIDC Token doesn't match the OIDC Provider registered.",
      REQUEST_HELP.issuer({ name, issuerurl: provider.issuer_url }),
    );
  }
  if (!isKnownAlgorithm(token.signed.algorithm)) throw unknownAlgorithm(token.signed.algorithm);
  if (!isSignedBy(provider.keys, token.signed)) {
    throw rejected(
      'InvalidSignature',
      'OIDC token validate failed: invalid signature.',
      REQUEST_HELP.noKeyOfProvider({ name }),
    );
  }
  const { client_ids: clients } = provider;
  if (clients !== undefined && !token.audience.some((one) => clients.includes(one))) {
    throw rejected(
      'AudienceNotMatch',
      'Invalid audience.',
      REQUEST_HELP.audience({ name, clients: clients.join(', ') }),
    );
  }
}

function unknownAlgorithm(algorithm: string): VendorError {
  const summary = 'The algorithm that be specified in Jwt header is unknown.';
  return invalidToken(`The algorithm ${algorithm} that be specified in Jwt header is unknown.`, summary);
}

function rejected(code: string, message: string, help: Message): VendorError {
  return new VendorError(401, `AuthenticationFail.OIDCToken.${code}`, message, help);
}
