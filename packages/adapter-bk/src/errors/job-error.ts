import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

import type { Language } from './language.ts';
import { type JobCode, type Validation, jobMessage, validationMessage } from './messages.ts';
import type { DeniedAction } from './permission.ts';

interface JobErrorParts {
  /** 200 but for what JOB's own gateway rejects. */
  readonly status?: number;
  /** What the message has for `{0}`, `{1}`. */
  readonly parameters?: readonly string[];
  /** The validation that failed, which has a message of its own. */
  readonly validation?: Validation;
  readonly denied?: DeniedAction;
  readonly help?: Message;
  /** The error of ours that is answered as JOB's internal error. */
  readonly cause?: unknown;
}

/** A rejection by JOB itself, in the language of the request. */
export class JobError extends VendorError {
  readonly denied: DeniedAction | null;
  readonly jobCode: JobCode;
  readonly #parts: JobErrorParts;

  constructor(code: JobCode, parts: JobErrorParts = {}) {
    const summary = textOf(code, { ...parts, parameters: ['…', '…'] }, 'en');
    super(parts.status ?? 200, code, textOf(code, parts, 'en'), parts.help ?? null, summary);
    this.jobCode = code;
    this.#parts = parts;
    this.denied = parts.denied ?? null;
    if (parts.cause !== undefined) this.cause = parts.cause;
  }

  messageIn(language: Language): string {
    return textOf(this.jobCode, this.#parts, language);
  }
}

function textOf(code: JobCode, { parameters = [], validation }: JobErrorParts, language: Language): string {
  return validation === undefined ? jobMessage(code, parameters, language) : validationMessage(validation, language);
}
