import type { ProbeCall } from '../../packages/conform/src/probes/probe.ts';
import type { FuzzedGateway } from './gateway.ts';

/** What every value has in it that a probe sends, and nothing else has. */
export const MARK = 'Marked7Q4vZ1';

/** The members of requests that hold a value, at every door. */
const VALUES = new Set(['secret_string', 'SecretData', 'credential_password']);
/** How many of the requests of a sandbox are looked through. */
const LISTED = 1_000;
/** How many of the rejected ones are explained. */
const EXPLAINED = 2;

interface Entry {
  readonly request_id: string;
  readonly outcome: string;
}

/** A call with its values marked, as far as they are words: others have a form that is part of what is asked. */
export function marked(call: ProbeCall): ProbeCall {
  const { params, body } = call;
  const isBinary = params?.['SecretDataType'] === 'binary';
  return {
    ...call,
    ...(params !== undefined && !isBinary && { params: withMarks(params) as Record<string, string> }),
    ...(body !== undefined && { body: withMarks(body) }),
  };
}

function withMarks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withMarks);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      VALUES.has(name) && typeof member === 'string' && /^[\w ]+$/.test(member) ? MARK + member : withMarks(member),
    ]),
  );
}

/** Where a gateway shows a mark to those who look at what was asked in one sandbox, or in none. */
export async function shownIn(url: string, sandbox?: string): Promise<string[]> {
  const base = `${url}/_dragoman/${sandbox === undefined ? '' : `sandboxes/${sandbox}/`}`;
  const ask = async (path: string): Promise<string> => {
    const answer = await fetch(base + path);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text.slice(0, 200)}`);
    return text;
  };
  const journal = await ask(`journal?newest=true&limit=${LISTED}`);
  const { entries } = JSON.parse(journal) as { readonly entries: readonly Entry[] };
  const rejected = entries.filter(({ outcome }) => outcome === 'rejected').slice(-EXPLAINED);
  const explained = rejected.map(({ request_id: id }) => ask(`journal/${id}/explain`));
  const texts = { journal, explanations: (await Promise.all(explained)).join('\n') };
  return whereMarked(texts);
}

/** Where a gateway shows a mark to its operator. */
export async function toldBy(gateway: FuzzedGateway): Promise<string[]> {
  const metrics = await (await fetch(`${gateway.url}/_dragoman/metrics`)).text();
  return whereMarked({ log: gateway.log(), metrics });
}

function whereMarked(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).flatMap(([name, text]) => (text.includes(MARK) ? [`a value is in the ${name}`] : []));
}
