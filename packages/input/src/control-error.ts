/** A control call that is rejected. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** HTTP status; 0 where nobody answered. */
  readonly status: number;
  /** A word that programs can tell rejections apart by. */
  readonly code: string;
  /** What else the caller may want to know, beside the message. */
  readonly details: Readonly<Record<string, unknown>>;

  /** @param message says what is wrong and what would help, in one sentence */
  constructor(status: number, code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** What is called or named is not there. */
export function notFound(message: string): ControlError {
  return new ControlError(404, 'not-found', message);
}

/** The input does not say what it should. */
export function invalidInput(message: string, details: Readonly<Record<string, unknown>> = {}): ControlError {
  return new ControlError(400, 'invalid-input', message, details);
}
