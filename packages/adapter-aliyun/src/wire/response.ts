import type { Exchange, VendorError, WireResponse } from '@dragoman/protocol-kit';

import { type AccessDeniedDetail, detailOf } from '../errors/access-denied.ts';
import { type WireObject, toXml } from './xml.ts';

/** One SDK compares these literally: no space after the semicolon. */
const JSON_TYPE = 'application/json;charset=utf-8';
const XML_TYPE = 'text/xml;charset=utf-8';

/** How one front end wraps what it answers. */
export interface Envelope {
  /** The root of a success in XML. */
  readonly root: (action: string) => string;
  /** The root of an error in XML. */
  readonly failureRoot: string;
  readonly formatRequestId: (requestId: string) => string;
  /** Whether an error repeats its status in the body. */
  readonly includesStatus: boolean;
}

/** KMS's own; its errors have the generic one's fields too: clients read either and ignore the rest. */
export const kmsEnvelope: Envelope = {
  root: () => 'KMS',
  failureRoot: 'KMS',
  formatRequestId: (id) => id,
  includesStatus: true,
};

export const gatewayEnvelope: Envelope = {
  root: (action) => `${action}Response`,
  failureRoot: 'Error',
  formatRequestId: (id) => id.toUpperCase(),
  includesStatus: false,
};

/** Who answers, and in what format. */
export interface Answer {
  readonly envelope: Envelope;
  readonly xml: boolean;
}

/** A success; a field `Code` of its body is `Success`: anything else `@alicloud/pop-core` would take for an error. */
export function success(
  { requestId }: Exchange,
  { envelope, xml }: Answer,
  action: string,
  fields: WireObject,
): WireResponse {
  const id = envelope.formatRequestId(requestId);
  return respond(id, xml, 200, envelope.root(action), { ...fields, RequestId: id });
}

export function failure({ requestId, request }: Exchange, { envelope, xml }: Answer, error: VendorError): WireResponse {
  const id = envelope.formatRequestId(requestId);
  return respond(id, xml, error.status, envelope.failureRoot, {
    RequestId: id,
    HttpStatus: envelope.includesStatus ? error.status : undefined,
    HostId: request.headers['host'] ?? '',
    Code: error.code,
    Message: error.message,
    AccessDeniedDetail: fieldsOf(detailOf(error)),
    Recommend: `https://error-center.aliyun.com/status/search?Keyword=${error.code}&source=PopGw`,
  });
}

function fieldsOf(detail: AccessDeniedDetail | null): WireObject | undefined {
  return detail === null ? undefined : { ...detail };
}

/** The page of the web server, which says what is wrong in its title alone. */
export function webServerPage({ status, message }: VendorError): WireResponse {
  const title = `${status} ${message}`;
  const body = [
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">',
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body bgcolor="white">',
    `<h1>${title}</h1>`,
    '<hr/>Powered by Tengine</body>',
    '</html>',
    '',
  ].join('\r\n');
  return { status, headers: { 'content-type': 'text/html', server: 'Tengine' }, body };
}

function respond(id: string, xml: boolean, status: number, root: string, fields: WireObject): WireResponse {
  const headers = { 'content-type': xml ? XML_TYPE : JSON_TYPE, 'x-acs-request-id': id };
  return { status, headers, body: xml ? toXml(root, fields) : JSON.stringify(fields) };
}
