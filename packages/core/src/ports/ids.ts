/**
 * The gateway's one source of names that must not repeat, and of the chance that clients see: what is generated for
 * them, the material of the symmetric keys that they make, what makes two ciphertexts of one text differ. What seals
 * the state has its own chance.
 */
export interface Ids {
  /** A version 4 UUID, lower case, with dashes. */
  uuid(): string;
  /** Random bytes, as good as any for a password or a key. */
  bytes(length: number): Uint8Array;
}

/** A UUID as 32 hexadecimal digits without dashes. */
export function hexId(ids: Ids): string {
  return uuidDigits(ids.uuid());
}

/** The 32 hexadecimal digits of a UUID. */
export function uuidDigits(uuid: string): string {
  return uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);
}
