import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

/** ESB's errors by code (`esb/common/errors.py`): the beginnings of their messages. */
export const ESB_ERRORS = {
  1306000: 'System error',
  1306206: 'Error, the component does not configure the api host',
  1306207: 'Request to the third-party system is blocked',
  1306401: 'You must specify the current operator',
  1306402: 'User permission is insufficient',
  1306404: 'Not found, component class not found',
  1306405: 'Not found, inactive channel',
  1306406: 'Parameters error',
  1306408: 'APIGateway JWT verification failed',
  1306429: 'Access frequency limit',
} as const;

interface EsbErrorParts {
  readonly status?: number;
  /** Whether the rejection comes before ESB gives the request an id. */
  readonly early?: boolean;
  readonly help?: Message;
  /** The message without what the client sent. */
  readonly summary?: string;
}

/** ESB's code for everything that has none of its own. */
const COMMON_ERROR = 1306000;

/** A rejection by ESB, always in English; what ESB's router rejects has no code. */
export class EsbError extends VendorError {
  readonly early: boolean;

  constructor(message: string, code: number = COMMON_ERROR, parts: EsbErrorParts = {}) {
    super(parts.status ?? 200, code, message, parts.help ?? null, parts.summary);
    this.early = parts.early ?? false;
  }
}

/** What ESB makes of an answer of JOB's with another status than 200. */
export function thirdPartyError(api: string, status: number, help?: Message): EsbError {
  const detail = `Status Code: ${status}, Error Message: third-party system interface response status code is not 200`;
  const advice = 'please try again later or contact component developer to handle this';
  return new EsbError(
    `Component request third-party system [JOBV3] interface [${api}] error: ${detail}, ${advice}`,
    1306201,
    help === undefined ? {} : { help },
  );
}

/** The error of too many requests. */
export function accessLimited(help: Message): EsbError {
  return new EsbError(ESB_ERRORS[1306429], 1306429, { help });
}

/** An app that may not call the component. @param help why, for the console */
export function noPermission(api: string, help: Message): EsbError {
  const advice = 'The APP manager can go to the Developer Center and apply for permission to access the component';
  const denial = `APP has no permission to access the component (${api}) of the system (JOBV3). ${advice}`;
  return new EsbError(`APP permission is insufficient, ${denial}`, 1306403, { help });
}
