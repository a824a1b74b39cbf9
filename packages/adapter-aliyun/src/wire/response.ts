import type { Exchange, VendorError, WireResponse } from '@dragoman/protocol-kit';

import { type WireObject, toXml } from './xml.ts';

/** One SDK compares these literally: no space after the semicolon. */
const JSON_TYPE = 'application/json;charset=utf-8';
const XML_TYPE = 'text/xml;charset=utf-8';

/** A success; its body never has a field `Code`, which `@alicloud/pop-core` would take for an error. */
export function success(exchange: Exchange, xml: boolean, fields: WireObject): WireResponse {
  return respond(exchange, xml, 200, { ...fields, RequestId: exchange.requestId });
}

/** The envelope of KMS's own gateway together with that of the generic one: clients read either and ignore the rest. */
export function failure(exchange: Exchange, xml: boolean, error: VendorError): WireResponse {
  return respond(exchange, xml, error.status, {
    RequestId: exchange.requestId,
    HttpStatus: error.status,
    HostId: exchange.request.headers['host'] ?? '',
    Code: error.code,
    Message: error.message,
    Recommend: `https://error-center.aliyun.com/status/search?Keyword=${error.code}&source=PopGw`,
  });
}

function respond(exchange: Exchange, xml: boolean, status: number, fields: WireObject): WireResponse {
  const headers = { 'content-type': xml ? XML_TYPE : JSON_TYPE, 'x-acs-request-id': exchange.requestId };
  return { status, headers, body: xml ? toXml('KMS', fields) : JSON.stringify(fields) };
}
