import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { DifferenceKind } from '../../packages/conform/src/compare/difference.ts';
import { conformProbes } from '../../packages/conform/src/conformance/conform-probes.ts';
import { openSandbox } from '../../packages/conform/src/probes/probe-sandbox.ts';
import { builtInProbes, PROBE_SETTINGS } from '../../packages/conform/src/probes/probes.ts';
import { type Mutation, mutatingProxy } from '../../packages/conform/test/support/mutating-proxy.ts';
import { MACHINE, probeGateway } from '../../packages/conform/test/support/probe-gateway.ts';

/** The probes that are made at each mutant: of each door some that read, and one that writes. */
const OPERATIONS = new Set([
  ...['GetSecretValue', 'ListSecrets', 'CreateSecret', 'DescribeSecret', 'ShowSecretVersion', 'create_credential'],
]);
// The texts of messages in protobuf cannot be altered without their lengths.
const PROBES = builtInProbes().filter(({ door, operation }) => door !== 'aliyun-instance' && OPERATIONS.has(operation));

let gateway: Awaited<ReturnType<typeof probeGateway>>;
let proxy: Awaited<ReturnType<typeof mutatingProxy>>;
const mutation: { current: Mutation } = { current: () => null };
before(async () => {
  gateway = await probeGateway(PROBE_SETTINGS);
  proxy = await mutatingProxy(gateway.url, mutation);
});
after(async () => {
  proxy.close();
  await gateway.close();
});

/** Alters the text of bodies that fit. */
const body =
  (fits: RegExp, pattern: RegExp, by: string): Mutation =>
  (_, answer) => {
    const text = answer.body.toString('utf8');
    return fits.test(text) ? { body: Buffer.from(text.replace(pattern, by)) } : null;
  };

const headers =
  (alter: (rawHeaders: readonly string[]) => string[]): Mutation =>
  (request, { rawHeaders }) =>
    request.target.startsWith('/_') ? null : { rawHeaders: alter(rawHeaders) };

const without = (name: string) => headers((raw) => raw.filter((_, at) => raw[at - (at % 2)]?.toLowerCase() !== name));

/** What a mutant alters, the door that shows it, and all that is to be found: kinds, and where. */
const MUTANTS: readonly (readonly [string, Mutation, readonly DifferenceKind[], RegExp])[] = [
  ['a field is missing', body(/"secret_type"/, /"secret_type":"[^"]*",/g, ''), ['missing-field'], /secret_type$/],
  [
    'a field is added',
    body(/"SecretDataType"/, /"SecretDataType"/, '"Extra":1,"SecretDataType"'),
    ['additional-field'],
    /~$/,
  ],
  ['a number is a text', body(/"TotalCount"/, /"TotalCount":(\d+)/, '"TotalCount":"$1"'), ['type'], /TotalCount$/],
  [
    'a text is a number',
    body(/"version_id"|"id"/, /"version_stages":\["SYSCURRENT"\]/, '"version_stages":[1]'),
    ['type'],
    /version_stages\[\]$/,
  ],
  ['another status', (_, { status }) => (status === 404 ? { status: 400 } : null), ['status'], /^status$/],
  [
    'another status of success',
    (_, { status, body: content }) => (status === 200 && content.includes('"secret"') ? { status: 201 } : null),
    ['status'],
    /^status$/,
  ],
  [
    'another code',
    body(/Forbidden\.ResourceNotFound/, /Forbidden\.ResourceNotFound/g, 'Forbidden.KeyNotFound'),
    ['code'],
    /Code$/,
  ],
  ['another numeric code', body(/"code":1640001/, /1640001/, '1640004'), ['code'], /code$/],
  [
    'another message',
    body(/"Message":"Resource not/, /Resource not found\./, 'Internal Failure'),
    ['message'],
    /Message$/,
  ],
  [
    'fields in another order',
    body(/"SecretName":"s","SecretType"/, /("SecretName":"s"),("SecretType":"[^"]*")/, '$2,$1'),
    ['field-order'],
    /body/,
  ],
  ['a header is missing', without('x-request-id'), ['missing-header'], /header x-request-id$/],
  ['a header is added', headers((raw) => [...raw, 'Retry-After', '1']), ['additional-header'], /header retry-after$/],
  ['headers in another order', headers((raw) => swap(raw, 'content-type')), ['header-order'], /^headers$/],
  [
    'another content type',
    headers((raw) => raw.map((text) => text.replace(/^text\/xml.*/, 'application/xml'))),
    ['header'],
    /content-type$/,
  ],
  [
    'null for absent',
    body(/"SecretDataType"/, /"SecretDataType"/, '"PolicyName":null,"SecretDataType"'),
    ['null-for-absent'],
    /PolicyName$/,
  ],
  [
    'absent for null',
    body(/"rotation_time":null/, /"rotation_time":null,/g, ''),
    ['absent-for-null'],
    /rotation_time$/,
  ],
  [
    'an empty list for none',
    body(/"SecretDataType":"text"/, /"SecretDataType"/, '"Tags":[],"SecretDataType"'),
    ['empty-for-absent'],
    /Tags$/,
  ],
  ['no list for an empty one', body(/"Tag":\[\]/, /"Tag":\[\]/g, ''), ['absent-for-empty'], /Tag$/],
  [
    'JSON for XML',
    (_, { body: content }) =>
      content.toString('utf8').startsWith('<KMS>') ? { body: Buffer.from('{"RequestId":"x"}') } : null,
    ['format'],
    /^body$/,
  ],
  [
    'a name in another case',
    body(/"SecretDataType"/, /"SecretDataType"/g, '"secretDataType"'),
    ['field-name'],
    /SecretDataType$/,
  ],
  ['a constant in another case', body(/"ENABLED"/, /"ENABLED"/g, '"Enabled"'), ['spelling'], /state$/],
  [
    'seconds for milliseconds',
    body(/"create_time":\d{13}/, /("create_time":\d{10})\d{3}/g, '$1'),
    ['time-format'],
    /create_time$/,
  ],
  [
    'a time with a fraction',
    body(/"CreateTime":"/, /("CreateTime":"[^"]*)Z"/g, '$1.000Z"'),
    ['time-format'],
    /CreateTime$/,
  ],
  [
    'a list is empty',
    body(/"Secret":\[/, /"Secret":\[.*\](?=\},"PageNumber")/s, '"Secret":[]'),
    ['empty-list'],
    /Secret$/,
  ],
];

function swap(raw: readonly string[], name: string): string[] {
  const at = raw.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === name);
  return at === -1 ? [...raw] : [...raw.slice(0, at), ...raw.slice(at + 2), ...raw.slice(at, at + 2)];
}

async function differences() {
  const { checks } = await conformProbes(PROBES, {
    open: (door) => openSandbox({ ...gateway, url: proxy.url }, door, MACHINE),
    hasSameState: true,
    hasSettings: true,
  });
  return checks.flatMap((check) => check.differences);
}

test('a gateway that deviates in nothing is told nothing of', async () => {
  mutation.current = () => null;
  assert.deepEqual(await differences(), []);
});

for (const [name, current, kinds, where] of MUTANTS) {
  test(`a gateway of which this is told, and nothing else: ${name}`, async () => {
    mutation.current = current;
    const found = await differences();
    assert.deepEqual([...new Set(found.map(({ kind }) => kind))].toSorted(), kinds.toSorted());
    assert.deepEqual(
      found.filter(({ at }) => !where.test(at)),
      [],
    );
  });
}
