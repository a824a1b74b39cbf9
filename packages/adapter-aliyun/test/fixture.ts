import type { WireResponse } from '@dragoman/protocol-kit';

import { type Params, commonV1, form, newEnvironment, signedV1 } from './environment.ts';

/** What one operation answers, to the byte; words in capitals stand for what is drawn by chance. */
export interface Fixture {
  readonly version: string;
  readonly method: 'GET' | 'POST';
  /** Calls that come before. In them and in the requests, `$Name` is the field Name of the last answer that had one. */
  readonly given?: readonly (readonly [action: string, params: Params])[];
  /** Absent where the operation never succeeds, or only after work of the client's own. */
  readonly answered?: Exchanged;
  readonly rejected: Exchanged & { readonly status: number };
}

interface Exchanged {
  readonly request: Params;
  readonly json: string;
  readonly xml: string;
}

const TIME = '2026-11-22T00:50:31Z';
/** What differs from run to run, and what stands for it. */
const CHANCE: readonly (readonly [RegExp, string])[] = [
  [/00000000-0000-4000-8000-\d{12}/g, 'ID'],
  [/STS\.[A-Za-z0-9]{25}/g, 'KEY'],
  [/CAIS[A-Za-z0-9+/=]+/g, 'TOKEN'],
  [/((?:AccessKeySecret|RandomPassword)(?:":"|>))[A-Za-z0-9]+/g, '$1SECRET'],
  [/((?:CiphertextBlob|ExportedDataKey|ImportToken|PublicKey|Plaintext|Value|Mac)(?:":"|>))[^"<]{20,}/g, '$1BYTES'],
];

const INSTANCES = [
  {
    id: 'kst-1',
    access_points: [{ name: 'aap', policies: ['policy'], client_keys: [{ id: 'KAAP.1' }] }],
    network_rules: [{ name: 'rule', source_private_ip: ['10.0.0.0/8'] }],
    policies: [
      { name: 'policy', permissions: ['RbacPermission/Template/CryptoServiceSecretUser'], resources: ['secret/s'] },
    ],
  },
];

/** Plays a fixture's calls in a world of their own, and answers what the last one got. */
export async function played(
  action: string,
  fixture: Pick<Fixture, 'version' | 'method' | 'given'>,
  request: Params,
  format: 'JSON' | 'XML',
): Promise<WireResponse> {
  const environment = await newEnvironment({ settings: { instances: INSTANCES } });
  const fields = new Map<string, string>();
  const filled = (params: Params): Params =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        value.replace(/^\$([A-Za-z]+)$/, (_word, field: string) => fields.get(field) ?? ''),
      ]),
    );
  for (const [before, params] of fixture.given ?? []) remember(fields, await environment.ok(before, filled(params)));
  const params = { ...commonV1(action, TIME), Version: fixture.version, Format: format, ...filled(request) };
  const response = await environment.send(fixture.method, `/?${form(signedV1(fixture.method, params))}`);
  return { ...response, body: CHANCE.reduce((body, [pattern, word]) => body.replaceAll(pattern, word), response.body) };
}

function remember(fields: Map<string, string>, answer: object): void {
  for (const [name, value] of Object.entries(answer) as [string, unknown][]) {
    if (typeof value === 'string') fields.set(name, value);
    else if (typeof value === 'object' && value !== null) remember(fields, value);
  }
}
