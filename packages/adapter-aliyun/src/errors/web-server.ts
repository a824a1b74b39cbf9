import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

/**
 * What the web server in front of every API answers itself: a page, as it knows neither a format nor a request id (seen
 * for 414 by the users of an SDK that puts parameters into the URL: aliyun/openapi-core-nodejs-sdk #55, 2019-01).
 */
export class WebServerError extends VendorError {}

export function requestUriTooLarge(help: Message): WebServerError {
  return new WebServerError(414, 414, 'Request-URI Too Large', help);
}
