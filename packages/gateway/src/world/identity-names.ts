import { type ProofKind, type Services, findProof } from '@dragoman/core';

const KINDS: readonly ProofKind[] = ['access-key', 'app', 'password', 'token', 'user-token'];

/**
 * What an identity may be called that is told by something it shows: an access key id, an app code, a user, a token.
 * Where nothing is verified, somebody unknown has an identity named after what they show.
 */
export async function identityNames(
  services: Pick<Services, 'identities' | 'sealer'>,
  shown: string,
): Promise<string[]> {
  const found = await Promise.all(KINDS.map((kind) => findProof(services, kind, shown)));
  return [...found.flatMap((proof) => (proof === null ? [] : [proof.identity.id])), `lenient:${shown}`];
}
