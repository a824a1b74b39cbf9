import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

/** One of the API gateway's errors. */
interface ApigwErrorDefinition {
  readonly status: number;
  readonly code: number;
  /** Its `code_name`, where several codes share one. */
  readonly name?: string;
  readonly message: string;
}

const RATE_LIMIT = 'RATE_LIMIT_RESTRICTION';

/** The API gateway's errors by `code_name` (`bk-core/errorx.lua`), those that nothing here leads to among them. */
export const APIGW_ERRORS = {
  INVALID_ARGS: { status: 400, code: 1640001, message: 'Parameters error' },
  JWT_VERIFY_FAILED: { status: 400, code: 1640004, message: 'JWT validation failed' },
  UNAUTHORIZED: { status: 401, code: 1640100, message: 'Unauthorized' },
  APP_VERIFY_FAILED: { status: 401, code: 1640101, message: 'App authentication failed' },
  USER_VERIFY_FAILED: { status: 401, code: 1640102, message: 'User authentication failed' },
  APP_NO_PERMISSION: { status: 403, code: 1640301, message: 'App has no permission to the resource' },
  IP_NOT_ALLOWED: { status: 403, code: 1640302, message: 'Request rejected by ip restriction' },
  BK_USER_NOT_ALLOWED: { status: 403, code: 1640303, message: 'Request rejected by bk-user restriction' },
  BK_TENANT_NOT_ALLOWED: { status: 403, code: 1640304, message: 'Request rejected by bk-tenant restriction' },
  API_NOT_FOUND: { status: 404, code: 1640401, message: 'API not found' },
  BODY_SIZE_LIMIT_EXCEED: { status: 413, code: 1641301, message: 'Request body size too large.' },
  URI_SIZE_LIMIT_EXCEED: { status: 414, code: 1641401, message: 'Request uri size too large.' },
  STAGE_GLOBAL_RATE_LIMIT: {
    status: 429,
    code: 1642901,
    name: RATE_LIMIT,
    message: 'API rate limit exceeded by stage global limit',
  },
  STAGE_RATE_LIMIT: {
    status: 429,
    code: 1642902,
    name: RATE_LIMIT,
    message: 'API rate limit exceeded by stage strategy',
  },
  RESOURCE_RATE_LIMIT: {
    status: 429,
    code: 1642903,
    name: RATE_LIMIT,
    message: 'API rate limit exceeded by resource strategy',
  },
  CONCURRENCY_LIMIT_RESTRICTION: { status: 429, code: 1642904, message: 'Request concurrency exceeds' },
  REQUEST_RESOURCE_5xx: { status: 500, code: 1650000, message: 'Request backend service status code is 5xx' },
  INTERNAL_SERVER_ERROR: { status: 500, code: 1650001, message: 'Internal Server Error' },
  INVALID_RESOURCE_CONFIG: { status: 500, code: 1650002, message: 'Resource configuration error' },
  UNKNOWN_ERROR: { status: 500, code: 1650070, message: 'unknown error' },
  BAD_GATEWAY: { status: 502, code: 1650200, message: 'Bad Gateway' },
  ERROR_REQUESTING_RESOURCE: { status: 502, code: 1650201, message: 'Request backend service failed' },
  SERVICE_UNAVAILABLE: { status: 503, code: 1650300, message: 'Service Unavailable' },
  REQUEST_BACKEND_TIMEOUT: { status: 504, code: 1650401, message: 'Request backend service timeout' },
  RECURSIVE_REQUEST_DETECTED: {
    status: 508,
    code: 1650801,
    message: 'Recursive request detected, please contact the api manager to check the resource configuration',
  },
} as const satisfies Record<string, ApigwErrorDefinition>;

interface ApigwErrorParts {
  /** Instead of the error's own. */
  readonly status?: number;
  readonly help?: Message;
  /** The message for consoles and journals, where the fields repeat what the client sent. */
  readonly summary?: string;
}

/** A rejection by the API gateway, always in English. */
export class ApigwError extends VendorError {
  readonly codeName: string;
  readonly #arguments: readonly [keyof typeof APIGW_ERRORS, Readonly<Record<string, string>>, ApigwErrorParts];

  /**
   * @param fields come after the message in brackets, in this order
   */
  constructor(
    error: keyof typeof APIGW_ERRORS,
    fields: Readonly<Record<string, string>> = {},
    parts: ApigwErrorParts = {},
  ) {
    const { status, code, message, ...named } = APIGW_ERRORS[error];
    const pairs = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
    const full = pairs.length === 0 ? message : `${message} [${pairs.join(' ')}]`;
    super(parts.status ?? status, code, full, parts.help ?? null, parts.summary);
    this.codeName = 'name' in named ? named.name : error;
    this.#arguments = [error, fields, parts];
  }

  /** The same error with another status. */
  withStatus(status: number): ApigwError {
    const [error, fields, parts] = this.#arguments;
    return new ApigwError(error, fields, { ...parts, status });
  }
}

/** The error of too many requests, of the resource that is called. */
export function rateLimited(help: Message): ApigwError {
  return new ApigwError('RESOURCE_RATE_LIMIT', {}, { help });
}
