/** A control call that is refused. */
export class ControlProblem extends Error {
  override readonly name = 'ControlProblem';
  /** HTTP status; 0 where nobody answered. */
  readonly status: number;
  /** A word that programs can tell refusals apart by. */
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
export function notFound(message: string): ControlProblem {
  return new ControlProblem(404, 'not-found', message);
}

/** The input does not say what it should. */
export function invalidInput(message: string, details: Readonly<Record<string, unknown>> = {}): ControlProblem {
  return new ControlProblem(400, 'invalid-input', message, details);
}
