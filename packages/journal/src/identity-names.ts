import { type AccessCredentialKind, findAccessCredential, type Services } from '@dragoman/core';

const KINDS: readonly AccessCredentialKind[] = ['access-key', 'app', 'password', 'token', 'user-token'];

/**
 * What an identity may be called that is given by what it presents: an access key id, an app code, a user, a token.
 * Where nothing is verified, somebody unknown has an identity named after what they show.
 */
export async function identityNames(
  services: Pick<Services, 'identities' | 'sealer'>,
  presented: string,
): Promise<string[]> {
  const found = await Promise.all(KINDS.map(async (kind) => findAccessCredential(services, kind, presented)));
  return [
    ...found.flatMap((accessCredential) => (accessCredential === null ? [] : [accessCredential.identity.id])),
    `unregistered:${presented}`,
  ];
}
