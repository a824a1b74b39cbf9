/** Requests to JOB behind ESB before they are signed. */
import { type Pair, formEncode, percentEncode } from '../encoding.ts';
import { type Choices, choicesFrom } from '../random.ts';
import { BODIES, ENCODED_NAMES, QUERIES, type QueryCase } from '../request-parts.ts';
import { APP, USER_TOKEN } from './requests.ts';
import { type Draft, withFields, withParam } from './signature-scheme.ts';

/** A request that is signed right. */
export interface Case {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly draft: Draft;
}

/** `NOW`, in seconds since 1970. */
export const NOW_SECONDS = 1_767_323_045;
const ESB = '/api/c/compapi/v2/jobv3';
const SCOPE = { bk_scope_type: 'biz', bk_scope_id: '2' };

/** With a nonce of its own. */
export function readDraft(seed: string): Draft {
  const identity: readonly Pair[] = [
    ['bk_app_code', APP.code],
    ['bk_token', USER_TOKEN],
  ];
  const query: readonly Pair[] = [...identity, ...Object.entries(SCOPE), ['id', 'none'], ...stamp(seed)];
  return { method: 'GET', path: `${ESB}/get_credential_detail/`, query, encode: percentEncode, body: '' };
}

/** With a nonce of its own; who calls stands in the body. */
export function writeDraft(seed: string, operation = 'update_credential'): Draft {
  const identity = { bk_app_code: APP.code, bk_token: USER_TOKEN };
  const body = JSON.stringify({ ...identity, ...SCOPE, id: 'none' });
  return { method: 'POST', path: `${ESB}/${operation}/`, query: stamp(seed), encode: percentEncode, body };
}

function stamp(seed: string): readonly Pair[] {
  return [
    ['bk_timestamp', String(NOW_SECONDS)],
    ['bk_nonce', String(1 + choicesFrom(`blueking-signature ${seed}`).below(2_147_483_647))],
  ];
}

/** Those that are signed right. */
export function goodCases(): Case[] {
  const parts = [...QUERIES, ...ENCODED_NAMES];
  return [
    ...parts.map((part) => ofQuery(part, percentEncode)),
    ...parts.filter(({ wire }) => wire === undefined).map((part) => ofQuery(part, formEncode)),
    ...['create_credential', 'update_credential'].flatMap((operation) => bodyCases(operation)),
    ...stampCases(),
    ...mixedCases(40, choicesFrom('blueking-signature')),
  ];
}

function ofQuery({ comment, flag, pairs, wire }: QueryCase, encode: typeof percentEncode): Case {
  const title = `query${encode === percentEncode ? '' : ', encoded as a form is'}: ${comment}`;
  const named = pairs.map(([name, value]) => [`x${name}`, value] as const);
  const draft = readDraft(`${title} ${JSON.stringify(pairs)}`);
  const text = wire === undefined ? {} : { wire: { of: named, text: `x${wire}` } };
  const flags = encode === percentEncode ? [flag] : [...new Set([flag, 'Form'])];
  return { comment: title, flags, draft: { ...draft, encode, query: [...named, ...draft.query], ...text } };
}

function bodyCases(operation: string): Case[] {
  return BODIES.filter(({ body }) => body.startsWith('{')).map(({ comment, flag, body }) => {
    const title = `${operation}, a body: ${comment}`;
    const draft = writeDraft(title, operation);
    const joined = body.replace('{', () => `${draft.body.slice(0, -1)},`).replace(/,(\s*\})/, '$1');
    return { comment: title, flags: [flag], draft: { ...draft, body: joined } };
  });
}

function stampCases(): Case[] {
  const of = (comment: string, flag: string, name: string, value: string): Case[] =>
    [readDraft, writeDraft].map((base) => {
      const draft = withParam(base(`${name}: ${comment}`), name, value);
      return { comment: `${name}: ${comment} (${draft.method})`, flags: [flag], draft };
    });
  return [
    ...of('five minutes ago to the second', 'ClockSkew', 'bk_timestamp', String(NOW_SECONDS - 300)),
    ...of('a second ago', 'ClockSkew', 'bk_timestamp', String(NOW_SECONDS - 1)),
    ...of('an hour ahead, which is not looked at', 'ClockSkew', 'bk_timestamp', String(NOW_SECONDS + 3600)),
    ...of('the smallest', 'Plain', 'bk_nonce', '1'),
    ...of('the largest of the client', 'Plain', 'bk_nonce', '2147483647'),
    ...of('beyond 32 bits', 'Long', 'bk_nonce', '99999999999999999999'),
    ...of('digits with zeros in front', 'Plain', 'bk_nonce', '0007'),
  ];
}

function mixedCases(count: number, choices: Choices): Case[] {
  return Array.from({ length: count }, (_, at) => {
    const comment = `parts put together at random, ${at + 1}`;
    if (choices.below(2) === 0) {
      const more = { name: choices.text(1 + choices.below(20)), description: choices.pick(QUERIES).pairs[0]?.[1] };
      const draft = withFields(writeDraft(comment), (fields) => ({ ...fields, ...more }));
      return { comment, flags: ['PseudoRandom'], draft };
    }
    const encode = choices.pick([percentEncode, formEncode]);
    const added = Array.from({ length: 1 + choices.below(4) }, (_name, index): Pair => {
      const [, value] = choices.pick(choices.pick(QUERIES).pairs);
      return [`${choices.text(3)}${index}`, value];
    });
    const draft = readDraft(comment);
    return { comment, flags: ['PseudoRandom'], draft: { ...draft, encode, query: [...added, ...draft.query] } };
  });
}
