import type { Move } from '../run/moves.ts';

/**
 * The moves with keys that stand in for the customer's: where a plan is rehearsed, theirs are not.
 * @param createKey makes one and answers its id
 */
export async function withSubstituteKeys(moves: readonly Move[], createKey: () => Promise<string>): Promise<Move[]> {
  const substitutes = new Map<string, string>();
  for (const { secret } of moves)
    if (secret.keyId !== null && !substitutes.has(secret.keyId)) substitutes.set(secret.keyId, await createKey());
  return moves.map((move) => {
    const { keyId } = move.secret;
    return keyId === null ? move : { ...move, secret: { ...move.secret, keyId: substitutes.get(keyId) ?? keyId } };
  });
}
