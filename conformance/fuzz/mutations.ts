import type { ProbeCall } from '../../packages/conform/src/probes/probe.ts';
import type { Random } from './random.ts';

/** One change of a call, as it is kept in a file. `at` leads to a member of its body or its params. */
export type Mutation =
  | { readonly kind: 'set'; readonly at: readonly string[]; readonly value: unknown }
  | { readonly kind: 'remove'; readonly at: readonly string[] }
  | { readonly kind: 'target'; readonly target: string }
  | { readonly kind: 'method'; readonly method: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string };

const DEEP = 120;
const LONG = 70_000;

/** Texts at and beyond what fields take. */
const TEXTS = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    'null',
    '*',
    '..',
    '../x',
    'a\u0000b',
    'ä',
    '秘密',
    '🔑',
    '\ud800',
    '\u202e',
    "'",
    '"',
  ],
  ...['<a>&amp;</a>', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '{}', '[]', '__proto__', 'constructor'],
  ...[
    '%',
    '%00',
    '%2e%2e',
    '+',
    'true',
    '9007199254740993',
    'ACSCurrent',
    'SYSCURRENT',
    'a'.repeat(65),
    'a'.repeat(LONG),
  ],
  ...['\n', 'a\r\nX-Injected: 1', '2026-13-45T99:99:99Z', '7d', '0s', '99999999999d', 'AAAA====', '\u0085'],
];

const VALUES: readonly unknown[] = [
  ...TEXTS,
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, -0],
  ...[[], {}, [[]], [null], { __proto: 1 }, Array.from({ length: 1_000 }, () => 'x')],
  nested(DEEP),
];

const HEADERS: readonly (readonly [string, string])[] = [
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/json; charset=utf-16'],
  ['Content-Type', 'multipart/form-data; boundary=x'],
  ['Content-Encoding', 'gzip'],
  ['Accept', 'application/xml'],
  ['Accept-Language', 'zh-CN;q=x,,;'],
  ['X-Forwarded-For', '1'.repeat(2_000)],
  ['X-Security-Token', 'x'],
  ['X-Sdk-Date', 'not a date'],
  ['x-acs-version', '2016-01-20'],
  ['X-Http-Method-Override', 'DELETE'],
  ['Cookie', 'bk_token=;;=,'],
];

/** One to three changes of a call. */
export function mutationsOf(call: ProbeCall, random: Random): Mutation[] {
  return Array.from({ length: 1 + random.below(3) }, () => mutationOf(call, random));
}

function mutationOf(call: ProbeCall, random: Random): Mutation {
  const members = membersOf(call);
  const choice = random.below(12);
  if (members.length > 0 && choice < 6) return { kind: 'set', at: random.pick(members), value: valueFor(call, random) };
  if (members.length > 0 && choice < 8) return { kind: 'remove', at: random.pick(members) };
  if (choice < 10) return { kind: 'target', target: targetOf(call.target, random) };
  if (choice === 10) return { kind: 'method', method: random.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']) };
  const [name, value] = random.pick(HEADERS);
  return { kind: 'header', name, value };
}

/** The call with its changes, in their order. What a change is about may be gone by an earlier one. */
export function mutated(call: ProbeCall, mutations: readonly Mutation[]): ProbeCall {
  return mutations.reduce(apply, call);
}

function apply(call: ProbeCall, mutation: Mutation): ProbeCall {
  switch (mutation.kind) {
    case 'target':
      return { ...call, target: mutation.target };
    case 'method':
      return { ...call, method: mutation.method };
    case 'header':
      return { ...call, headers: { ...call.headers, [mutation.name]: mutation.value } };
    default: {
      const copy = structuredClone({ params: call.params, body: call.body }) as Tree;
      change(copy, mutation);
      const { params, body } = copy as Pick<ProbeCall, 'params' | 'body'>;
      return {
        ...call,
        ...(call.params !== undefined && { params: textsOf(params) }),
        ...(body !== undefined && { body }),
      };
    }
  }
}

interface Tree {
  [name: string]: unknown;
}

function change(tree: Tree, mutation: Extract<Mutation, { kind: 'set' | 'remove' }>): void {
  const { at } = mutation;
  let part: unknown = tree;
  for (const name of at.slice(0, -1))
    part = typeof part === 'object' && part !== null ? (part as Tree)[name] : undefined;
  const last = at.at(-1);
  if (typeof part !== 'object' || part === null || last === undefined) return;
  if (mutation.kind === 'remove') Reflect.deleteProperty(part, last);
  else (part as Tree)[last] = mutation.value;
}

/** Parameters of RPC are texts, whatever they are set to. */
function textsOf(params: unknown): Record<string, string> {
  const entries = Object.entries(typeof params === 'object' && params !== null ? params : {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** Every member of what a call sends, and one more that no operation knows. */
function membersOf({ params, body }: ProbeCall): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const walk = (value: unknown, at: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      found.push([...at, name]);
      walk(member, [...at, name]);
    }
    found.push([...at, 'unknown_member']);
  };
  walk(params, ['params']);
  walk(body, ['body']);
  return found;
}

function valueFor({ params }: ProbeCall, random: Random): unknown {
  return params === undefined ? random.pick(VALUES) : random.pick(TEXTS);
}

/** One segment or one parameter is another text; or a parameter is there twice. */
function targetOf(target: string, random: Random): string {
  const [path = '', query = ''] = target.split('?');
  const text = encodeURIComponent(random.pick(TEXTS).replace('\ud800', '').slice(0, 3_000));
  const parameters = query === '' ? [] : query.split('&');
  if (random.below(2) === 0) {
    const segments = path.split('/');
    segments[1 + random.below(Math.max(1, segments.length - 1))] = random.pick([
      text,
      '',
      '%2F',
      '%ff',
      '{project_id}',
    ]);
    return [segments.join('/'), query].filter((part) => part !== '').join('?');
  }
  const name = random.pick([
    ...parameters.map((parameter) => parameter.split('=')[0] ?? ''),
    'limit',
    'marker',
    'offset',
  ]);
  return `${path}?${[...parameters, `${name}=${text}`].join('&')}`;
}

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : [nested(depth - 1)];
}
