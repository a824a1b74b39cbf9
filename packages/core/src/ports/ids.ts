/** The gateway's one source of names that must not repeat, and of chance. Key material and nonces come from the sealing code instead. */
export interface Ids {
  /** A version 4 UUID, lower case, with dashes. */
  uuid(): string;
  /** Random bytes for what is handed out once and not kept, such as a generated password. */
  bytes(length: number): Uint8Array;
}

/** A UUID as 32 hexadecimal digits without dashes. */
export function hexId(ids: Ids): string {
  return ids.uuid().replaceAll('-', '');
}
