import { CURRENT, omittedByValues, PREVIOUS, type Secret, type SecretLimits, visiblePart } from '@dragoman/core';
import { secretLimits } from '../../environment/src/index.ts';
import { loadSettings } from '../../gateway/src/index.ts';
import { expect, test } from '@jest/globals';

import { type VectorSecret, VECTORS } from './vectors.ts';

const settings = await loadSettings({ flags: {}, env: {}, file: {} });
const LIMITS = secretLimits(settings);

/** What a cloud could not hold at all: the plan maps a name, cuts or leaves behind; a door does not show. */
const ASPECTS =
  /^(NAME-(CHARSET|LENGTH|HAN|RESERVED)|DESC-LENGTH|VALUE-(SIZE|EMPTY)|VERSION-COUNT|LABEL-COUNT|TAG-.*)$/;

const textOf = (text: VectorSecret['description']): string | null =>
  text === undefined ? null : typeof text === 'string' ? text : text.repeat.repeat(text.times);

/** A secret of the vectors as a store has it. */
function stored(given: VectorSecret): Secret {
  const labelOf = (label: string): string => ({ CURRENT, PREVIOUS })[label] ?? label;
  return {
    vault: 'default',
    id: '0198f2d4-0000-4000-8000-000000000001',
    name: given.name,
    description: textOf(given.description),
    state: 'enabled',
    keyId: null,
    createdAt: 1,
    updatedAt: 1,
    createdBy: 'a',
    updatedBy: 'a',
    deletionDueAt: null,
    rotation: null,
    tags: Object.entries(given.tags ?? {}).map(([key, value]) => ({ key, value })),
    attributes: {},
    lastOrdinal: given.versions.length,
    versions: given.versions.map(({ id, type }, at) => ({
      id,
      ordinal: at + 1,
      createdAt: at + 1,
      expiresAt: null,
      dataType: type ?? ('text' as const),
      keyId: 'k',
    })),
    labels: given.versions.flatMap(({ id, labels }) =>
      labels.map((label) => ({ label: labelOf(label), versionId: id, movedAt: 1 })),
    ),
    revision: 1,
  };
}

function rulesOf(given: VectorSecret, limits: SecretLimits): string[] {
  const { secret, omitted } = visiblePart(stored(given), limits);
  const visible = new Set(secret?.versions.map(({ id }) => id));
  const values = given.versions.filter(({ id }) => visible.has(id)).map(({ value }) => textOf(value) ?? 'x');
  const byValues = omittedByValues(values, limits);
  return [...omitted, ...(byValues === null ? [] : [byValues])].map(({ rule }) => rule);
}

const TARGETS = { 'HW-ALI': LIMITS.aliyun, 'ALI-HW': LIMITS.huawei } as const;
const cases = VECTORS.fixtures.flatMap(({ id, about, secret, options = {}, expect: expected }) =>
  (['HW-ALI', 'ALI-HW'] as const).flatMap((direction) => {
    const outcome = expected[direction];
    const isPlain = secret.kind === 'generic' && Object.keys(options).length === 0 && secret.value_source !== false;
    return outcome === undefined || !isPlain ? [] : [{ id, about, secret, direction, outcome }];
  }),
);

test.each(cases)('$id $direction: a door omits what the plan changes: $about', ({ secret, direction, outcome }) => {
  const planned = outcome.findings
    .map(({ rule }) => rule.slice(direction.length + 1))
    .filter((aspect) => ASPECTS.test(aspect));
  const omitted = rulesOf(secret, TARGETS[direction]).filter((rule) => ASPECTS.test(rule));
  // What hides the whole secret is told alone.
  if (planned.some((aspect) => aspect.startsWith('NAME-'))) expect(planned).toEqual(expect.arrayContaining(omitted));
  else expect(new Set(omitted)).toEqual(new Set(planned));
  expect(omitted.length > 0).toBe(planned.length > 0);
});
