import type { Message } from '@dragoman/messages';

/** A control call that is rejected. Its message is the English text. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** HTTP status; 0 where nobody answered. */
  readonly status: number;
  /** A word that programs can tell rejections apart by. */
  readonly code: string;
  /** What else the caller may want to know, beside the message. */
  readonly details: Readonly<Record<string, unknown>>;
  /** What is wrong and what would help, in one sentence. */
  readonly text: Message;

  constructor(status: number, code: string, text: Message, details: Readonly<Record<string, unknown>> = {}) {
    super(text.en);
    this.status = status;
    this.code = code;
    this.details = details;
    this.text = text;
  }
}

/** What is called or named is not there. */
export function notFound(text: Message): ControlError {
  return new ControlError(404, 'not-found', text);
}

/** The input does not say what it should. */
export function invalidInput(text: Message, details: Readonly<Record<string, unknown>> = {}): ControlError {
  return new ControlError(400, 'invalid-input', text, details);
}
