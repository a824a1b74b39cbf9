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
export function shownError(service: Service, { body }: Answer): ShownError {
  const fields = parse(body);
  if (service === 'huawei') return { code: text(fields['error_code']), message: text(fields['error_msg']) };
  return { code: text(fields['Code']), message: text(fields['Message']) };
}

/** Whether who sent the request was let in, whatever became of the request then. */
export function isLetIn(service: Service, { status }: Answer, { code }: ShownError): boolean {
  if (service === 'huawei') return status !== 401 && !code.startsWith('APIGW.');
  // Who is let in may still lack a permission.
  return status === 200 || code.startsWith('Forbidden');
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
