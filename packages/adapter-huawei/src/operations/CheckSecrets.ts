import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../operation.ts';
import { type Strength, strengthOf } from '../strength.ts';

/** How deep a secret's data may be nested and still be looked into. */
const DEEPEST = 8;

type Checked = Strength | { readonly [key: string]: Checked } | null;

/**
 * Judges every text in the data and answers under the same keys how strong it is; the texts themselves are not
 * repeated.
 * A text that is JSON is looked into, as the values of database secrets are.
 * @NOTE unverified: the definition says no more of the data, there and back, than that it is an object
 */
export const CheckSecrets = defineOperation({
  ...CSMS,
  name: 'CheckSecrets',
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/checker/check' }],
  body: 'required',
  input: Type.Object({ body: Type.Object({ type: Type.String({ minLength: 1 }), data: Type.Object({}) }) }),
  async run(_context, { body }) {
    return { type: body.type, data: checked(body.data, 0) };
  },
});

function checked(value: unknown, depth: number): Checked {
  if (typeof value === 'string') return checkedText(value, depth);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, checked(inner, depth + 1)]));
}

function checkedText(text: string, depth: number): Checked {
  const json = /^\s*[[{]/.test(text) ? parsed(text) : null;
  return json === null ? strengthOf(text) : checked(json, depth + 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
