/**
 * A rehearsal could not be made: the program does not work without faults, or reaches no door. The message is one line,
 * and tells what would help.
 */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError';
}
