import type { Exchange, VendorError, WireResponse } from '@dragoman/protocol-kit';

import { encodeMessage, type MessageType } from './message.ts';
import { ERROR_MESSAGE } from './messages.ts';
import { KEY_VERSION_HEADER, PROTOBUF } from './request.ts';

/** What an operation answers. */
export interface InstanceAnswer {
  /** By the names of the message, without RequestId. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Of the key that worked; `null` where none did. Without it the transfer SDKs refuse Encrypt and GenerateDataKey. */
  readonly keyVersionId: string | null;
}

const HEADERS = { 'content-type': PROTOBUF };

export function instanceSuccess(
  { requestId }: Exchange,
  type: MessageType,
  { fields, keyVersionId }: InstanceAnswer,
): WireResponse {
  return {
    status: 200,
    headers: keyVersionId === null ? HEADERS : { ...HEADERS, [KEY_VERSION_HEADER]: keyVersionId },
    body: encodeMessage(type, { ...fields, RequestId: requestId }),
  };
}

/** Never anything but a message: SDKs read each answer of 4xx and 5xx as one. Empty for a body that is too long. */
export function instanceFailure({ requestId }: Exchange, { status, code, message }: VendorError): WireResponse {
  const error = { StatusCode: status, ErrorCode: String(code), ErrorMessage: message, RequestId: requestId };
  return { status, headers: HEADERS, body: status === 413 ? '' : encodeMessage(ERROR_MESSAGE, error) };
}
