import { DomainError, type DomainErrorCode } from '@dragoman/core';
import { BodyTooLargeError, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { APIGW_ERRORS, BACKEND_STATUSES } from './platform-codes.ts';
import { type JobCode, type Validation, jobMessage, validationMessage } from './wire/messages.ts';
import type { Language } from './wire/language.ts';
import type { Denied } from './wire/permission.ts';

interface JobFailureParts {
  /** 200 but for what JOB's own gateway refuses. */
  readonly status?: number;
  /** Fill the message's places. */
  readonly parameters?: readonly string[];
  /** The text that stands in for the message. */
  readonly validation?: Validation;
  readonly denied?: Denied;
  readonly help?: string;
  /** The fault of ours that is answered as JOB's internal error. */
  readonly cause?: unknown;
}

/** A refusal by JOB itself, in the language of the request. */
export class JobFailure extends VendorError {
  readonly denied: Denied | null;
  readonly jobCode: JobCode;
  readonly #parts: JobFailureParts;

  constructor(code: JobCode, parts: JobFailureParts = {}) {
    super(
      parts.status ?? 200,
      code,
      textOf(code, parts, 'en'),
      parts.help ?? null,
      textOf(code, { ...parts, parameters: ['…', '…'] }, 'en'),
    );
    this.jobCode = code;
    this.#parts = parts;
    this.denied = parts.denied ?? null;
    if (parts.cause !== undefined) this.cause = parts.cause;
  }

  messageIn(language: Language): string {
    return textOf(this.jobCode, this.#parts, language);
  }
}

function textOf(code: JobCode, { parameters = [], validation }: JobFailureParts, language: Language): string {
  return validation === undefined ? jobMessage(code, parameters, language) : validationMessage(validation, language);
}

interface EsbFailureParts {
  readonly status?: number;
  /** Whether the refusal comes before ESB gives the request an id. */
  readonly early?: boolean;
  readonly help?: string;
  /** The message without what the client sent. */
  readonly summary?: string;
}

/** ESB's code for everything that has none of its own. */
const COMMON_ERROR = 1306000;

/** A refusal by ESB, always in English; what ESB's router refuses has no code. */
export class EsbFailure extends VendorError {
  readonly early: boolean;

  constructor(message: string, code: number = COMMON_ERROR, parts: EsbFailureParts = {}) {
    super(parts.status ?? 200, code, message, parts.help ?? null, parts.summary);
    this.early = parts.early ?? false;
  }
}

/** What ESB makes of an answer of JOB's with another status than 200. */
export function thirdPartyError(api: string, status: number, help?: string): EsbFailure {
  const detail = `Status Code: ${status}, Error Message: third-party system interface response status code is not 200`;
  const advice = 'please try again later or contact component developer to handle this';
  return new EsbFailure(
    `Component request third-party system [JOBV3] interface [${api}] error: ${detail}, ${advice}`,
    1306201,
    help === undefined ? {} : { help },
  );
}

/** A refusal by JOB's own gateway, or of a path that it does not know. */
export class BackendFailure extends VendorError {
  /** The status in words. */
  readonly reason: string;

  constructor(status: keyof typeof BACKEND_STATUSES, help: string) {
    const reason = BACKEND_STATUSES[status];
    super(status, status, reason, help);
    this.reason = reason;
  }
}

/** A refusal by the API gateway, always in English. */
export class ApigwFailure extends VendorError {
  readonly codeName: string;

  /**
   * @param fields stand behind the message in brackets, in this order
   * @param summary stands for the message on consoles where the fields repeat what the client sent
   */
  constructor(
    error: keyof typeof APIGW_ERRORS,
    fields: Readonly<Record<string, string>> = {},
    help: string | null = null,
    summary?: string,
  ) {
    const { status, code, message, ...named } = APIGW_ERRORS[error];
    const pairs = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
    super(status, code, pairs.length === 0 ? message : `${message} [${pairs.join(' ')}]`, help, summary);
    this.codeName = 'name' in named ? named.name : error;
  }
}

/**
 * What JOB answers to each refusal of the core. JOB knows neither versions nor keys: what concerns them is internal to
 * it.
 */
const JOB_CODES = {
  'secret-not-found': 1243048,
  'secret-exists': 1243060,
  'secret-name-held-by-deletion': 1243060,
  'secret-quota-exceeded': 1240002,
  'secret-pending-deletion': 1243048,
  'secret-not-enabled': 1240002,
  'secret-managed': 1240003,
  'deletion-already-scheduled': 1240002,
  'deletion-not-scheduled': 1240002,
  'version-not-found': 1240002,
  'version-exists': 1240002,
  'version-quota-exceeded': 1240002,
  'label-not-found': 1240002,
  'label-not-on-version': 1240002,
  'label-built-in': 1240002,
  'label-quota-exceeded': 1240002,
  'tag-quota-exceeded': 1240002,
  'rotation-unsupported': 1240002,
  'rotation-period-missing': 1240002,
  'rotation-failed': 1240002,
  'key-not-found': 1240002,
  'key-disabled': 1240002,
  'key-pending-deletion': 1240002,
  'key-pending-import': 1240002,
  'key-version-not-found': 1240002,
  'key-quota-exceeded': 1240002,
  'key-alias-not-found': 1240002,
  'key-alias-exists': 1240002,
  'key-transition-refused': 1240002,
  'key-deletion-protected': 1240002,
  'key-origin-refused': 1240002,
  'key-spec-unavailable': 1240002,
  'key-operation-unsupported': 1240002,
  'key-input-invalid': 1240002,
  'material-invalid': 1240002,
  'import-token-invalid': 1240002,
  'import-token-expired': 1240002,
  'ciphertext-invalid': 1240002,
  'resource-not-found': 1240002,
  'resource-exists': 1240002,
  'too-many-conflicts': 1240002,
} as const satisfies Record<DomainErrorCode, JobCode>;

/**
 * Whatever was thrown as a refusal of the platform; what nobody foresaw becomes JOB's, or before JOB the gateway's,
 * internal error.
 */
export function toVendorError(error: unknown, reachedJob: boolean): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof BodyTooLargeError) return new ApigwFailure('BODY_SIZE_LIMIT_EXCEED', {}, error.message);
  if (error instanceof InvalidInputError) return new JobFailure(1240003, { help: error.message });
  if (error instanceof DomainError) return fromDomain(error);
  return reachedJob ? new JobFailure(1240002, { cause: error }) : new ApigwFailure('INTERNAL_SERVER_ERROR');
}

function fromDomain(error: DomainError): JobFailure {
  const code = JOB_CODES[error.code];
  if (code === 1243060) return new JobFailure(code, { parameters: [error.subject] });
  return new JobFailure(code, code === 1240002 || code === 1240003 ? { help: error.code } : {});
}
