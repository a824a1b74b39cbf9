import { isUtf8 } from 'node:buffer';

import { type Decode, type WireRequest, eachPair, percentDecode, strictPercentDecode } from '@dragoman/protocol-kit';

import { unreadableRequest } from '../errors/kms-errors.ts';
import { REQUEST_HELP } from '../messages/requests.ts';

/**
 * How a request is signed. Never told by x-acs-action or x-acs-version: V1 clients
 * (`@alicloud/kms20160120` 1.2.0, `@alicloud/pop-core`, external-secrets) send those headers too.
 */
type Scheme = 'ACS3' | 'ACS4' | 'bearer' | 'V1' | 'unsigned';

/** What every step needs to know of a request. */
export interface Parsed {
  readonly scheme: Scheme;
  /** Query and form together, decoded; of a duplicate name, the first value. */
  readonly params: ReadonlyMap<string, string>;
  /** Only the query's part of them, which alone goes into an ACS3 signature. */
  readonly query: ReadonlyMap<string, string>;
  readonly xml: boolean;
}

/**
 * Parses without ever rejecting, so that an error can be rendered in the format that was asked for. @param decode
 * rejects or not what is not well encoded
 */
export function parseRequest(request: WireRequest, decode: Decode = percentDecode): Parsed {
  const query = firstValues(request.query, decode);
  const params = isForm(request) && request.body.length > 0 ? withForm(query, request.body.toString(), decode) : query;
  const scheme = schemeOf(request, params);
  // ACS3 clients read nothing but JSON.
  const xml = scheme !== 'ACS3' && scheme !== 'ACS4' && params.get('Format')?.toUpperCase() === 'XML';
  return { scheme, params, query, xml };
}

/** @throws VendorError ParseRequestParameterException for a query or form that is not well encoded */
export function parseWellEncoded(request: WireRequest): Parsed {
  const parsed = parsedStrictly(request);
  if (parsed !== null && (!isForm(request) || isUtf8(request.body))) return parsed;
  throw unreadableRequest(wellEncoded(request.query) ? REQUEST_HELP.formEncoding : REQUEST_HELP.queryEncoding);
}

function parsedStrictly(request: WireRequest): Parsed | null {
  try {
    return parseRequest(request, strictPercentDecode);
  } catch {
    return null;
  }
}

/** Action and version of the API: headers for those schemes that sign headers, else parameters. */
export function calledAction(
  request: WireRequest,
  parsed: Parsed,
): { readonly action: string; readonly version: string } {
  const byHeader =
    parsed.scheme === 'ACS3' || parsed.scheme === 'ACS4' || request.headers['x-acs-bearer-token'] !== undefined;
  return byHeader
    ? { action: request.headers['x-acs-action'] ?? '', version: request.headers['x-acs-version'] ?? '' }
    : { action: parsed.params.get('Action') ?? '', version: parsed.params.get('Version') ?? '' };
}

function schemeOf(request: WireRequest, params: ReadonlyMap<string, string>): Scheme {
  const authorization = request.headers['authorization'] ?? '';
  if (authorization.startsWith('ACS3-')) return 'ACS3';
  if (authorization.startsWith('ACS4-')) return 'ACS4';
  if (request.headers['x-acs-bearer-token'] !== undefined || params.get('SignatureType') === 'BEARERTOKEN')
    return 'bearer';
  return params.has('Signature') ? 'V1' : 'unsigned';
}

/** Whether the body is read as parameters. */
export function isForm(request: WireRequest): boolean {
  const type = request.headers['content-type'] ?? '';
  return type === '' || type.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function firstValues(encoded: string, decode: Decode, values = new Map<string, string>()): Map<string, string> {
  eachPair(encoded, decode, (name, value) => {
    if (!values.has(name)) values.set(name, value);
  });
  return values;
}

function withForm(query: ReadonlyMap<string, string>, form: string, decode: Decode): ReadonlyMap<string, string> {
  return firstValues(form, decode, new Map(query));
}

function wellEncoded(text: string): boolean {
  try {
    strictPercentDecode(text);
    return true;
  } catch {
    return false;
  }
}
