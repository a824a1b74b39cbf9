import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { type Strength, strengthOf } from '../../wire/csms/strength.ts';
import { onProject } from '@dragoman/huawei-platform';

/** How deep a secret's data may be nested and still be looked into. */
const MAX_DEPTH = 8;

type Checked = Strength | { readonly [key: string]: Checked } | null;

/**
 * Judges every text in the data and answers under the same keys how strong it is; the texts themselves are not
 * repeated. A string that is JSON is looked into, as the values of database secrets are.
 * @NOTE unverified: the definition says no more of the data, there and back, than that it is an object
 */
export const CheckSecrets = defineOperation({
  ...CSMS,
  name: 'CheckSecrets',
  checks: onProject('csms::checkSecrets'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/checker/check' }],
  body: 'required',
  input: Type.Object({ body: Type.Object({ type: Type.String({ minLength: 1 }), data: Type.Object({}) }) }),
  async run(_context, { body }) {
    return { type: body.type, data: check(body.data, 0) };
  },
});

function check(value: unknown, depth: number): Checked {
  if (typeof value === 'string') return checkText(value, depth);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return null;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, check(inner, depth + 1)]));
}

function checkText(text: string, depth: number): Checked {
  const json = /^\s*[[{]/.test(text) ? parse(text) : null;
  return json === null ? strengthOf(text) : check(json, depth + 1);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
