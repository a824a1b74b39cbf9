import type { Door, Outcome, WireRequest, WireResponse } from '@dragoman/protocol-kit';

/** Stands at the end of every secret value that a test sends, so that it is known wherever it turns up. */
const MARK = '#known-secret';

/** Longer values are about limits, which the mark would break. */
const LONGEST_MARKED = 64;

const SECRET_FIELDS = ['credential_access_key', 'credential_secret_key', 'credential_username', 'credential_password', 'password', 'value2'];

/** Types whose first value is a secret in the web console. */
const SINGLE = ['PASSWORD', 'SECRET_KEY'];

/** The door as every test calls it: what goes in has its secrets marked, and an answer or an outcome that bears the mark fails the test. */
export function guarded(door: Door, outcomes: readonly Outcome[]): Door {
  return {
    ...door,
    async handle(request) {
      const before = outcomes.length;
      const answer = await door.handle(marked(request));
      refuseMark(answer, outcomes.slice(before));
      return answer;
    },
  };
}

/** A stored text as it was before its secrets were marked. */
export function unmarked(text: string): string {
  return text.replaceAll(MARK, '');
}

/** A signed body stays as it was signed. */
function marked(request: WireRequest): WireRequest {
  const body = request.query.includes('signature=') ? null : parsed(request.body.toString());
  if (body === null) return request;
  const secrets = SINGLE.includes(String(body['type'])) ? [...SECRET_FIELDS, 'value1'] : SECRET_FIELDS;
  const fields = Object.entries(body).map(([name, value]) => [name, secrets.includes(name) ? markedValue(value) : value]);
  return { ...request, body: Buffer.from(JSON.stringify(Object.fromEntries(fields))) };
}

function markedValue(value: unknown): unknown {
  const isSecret = typeof value === 'string' && value !== '' && value !== '******' && value.length <= LONGEST_MARKED;
  return isSecret ? value + MARK : value;
}

function refuseMark(answer: WireResponse, outcomes: readonly Outcome[]): void {
  const told = outcomes.map(({ refusal, fault, ...rest }) => [rest, refusal?.summary, refusal?.help, fault instanceof Error ? [String(fault), fault.stack] : fault]);
  for (const output of [answer, ...told]) {
    if (JSON.stringify(output).includes(MARK)) throw new Error(`a secret shows in ${JSON.stringify(output)}`);
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
