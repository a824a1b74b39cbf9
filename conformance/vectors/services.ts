/** How each service's answers are read. */
import type { SignatureGroup } from './data.ts';
import type { Answer } from './play.ts';

type Service = SignatureGroup['service'];

/** The code and the message of an answer; empty where it has none. */
export interface ShownError {
  readonly code: string;
  readonly message: string;
}

/** What an answer says of an error. */
export function shownError(service: Service, { body, bytes }: Answer): ShownError {
  if (service === 'aliyun-instance') return protobufError(bytes);
  const fields = parse(body);
  if (service === 'blueking') {
    const { code = fields['status'], message = fields['error'] } = fields;
    return { code: text(code), message: text(message) };
  }
  if (service === 'huawei') return { code: text(fields['error_code']), message: text(fields['error_msg']) };
  return { code: text(fields['Code']), message: text(fields['Message']) };
}

/** Whether who sent the request was let in, whatever became of the request then. */
export function isLetIn(service: Service, { status }: Answer, { code }: ShownError): boolean {
  if (service === 'huawei') return status !== 401 && !code.startsWith('APIGW.');
  // The codes of the API gateway and of ESB; what JOB rejects was let in.
  if (service === 'blueking') return status !== 401 && status !== 500 && !/^(1640|1306)/.test(code);
  if (service === 'aliyun-instance') return !INSTANCE_REJECTIONS.has(code);
  // Who is let in may still lack a permission.
  return status === 200 || code.startsWith('Forbidden');
}

/** What the gateway of an instance answers to who is not let in. */
const INSTANCE_REJECTIONS = new Set([
  'InvalidParam',
  'MissingParameter',
  'RequestTimeTooSkewed',
  'SignatureNotMatch',
  'Unauthorized',
  'InvalidContentType',
  'InvalidApiName',
  'InvalidApiVersion',
]);

/** The second and third field of a message of protobuf, as the gateway of an instance answers errors. */
function protobufError(bytes: Buffer): ShownError {
  const texts = new Map<number, string>();
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0;
    let length = 0;
    let shift = 0;
    do {
      at += 1;
      length |= ((bytes[at] ?? 0) & 0x7f) << shift;
      shift += 7;
    } while ((bytes[at] ?? 0) > 0x7f);
    at += 1;
    if ((tag & 7) !== 2) continue;
    texts.set(tag >> 3, bytes.subarray(at, at + length).toString());
    at += length;
  }
  return { code: texts.get(2) ?? '', message: texts.get(3) ?? '' };
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
