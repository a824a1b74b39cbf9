/** A rehearsal could not be made; the message says why, and what would help. */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError';
}
