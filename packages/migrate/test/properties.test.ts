import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Dialect } from '../src/model/direction.ts';
import type { InventorySecret } from '../src/model/inventory.ts';
import { DEFAULT_OPTIONS } from '../src/model/options.ts';
import { PROFILES } from '../src/model/target-profile.ts';
import { distinctNames } from '../src/names/distinct-names.ts';
import { mapName } from '../src/names/map-name.ts';
import { buildPlan, planText } from '../src/plan-file/build-plan.ts';
import { readPlan } from '../src/plan-file/read-plan.ts';
import { planSecrets } from '../src/planner/plan-secrets.ts';
import { EMPTY_TARGET } from '../src/planner/target-state.ts';
import { contextOf, NOW, secretOf, type VectorSecret } from './vectors.ts';

const NAMES = {
  huawei: /^[A-Za-z0-9_.-]{1,64}$/,
  aliyun: /^(?!acs\/)[A-Za-z0-9_/+=.@\p{Script=Han}-]{1,192}$/u,
};
const name = fc
  .array(fc.constantFrom('a', 'B', '7', '/', '.', '-', '_', ' ', '密', 'é', '😀', '@', 'acs/'), {
    minLength: 1,
    maxLength: 250,
  })
  .map((parts) => parts.join(''));

test('a mapped name is one that the target takes, and stays as it is when mapped again', () => {
  fc.assert(
    fc.property(name, fc.constantFrom('huawei' as const, 'aliyun' as const), (original, dialect) => {
      const target = { dialect, profile: PROFILES[dialect], options: DEFAULT_OPTIONS };
      const { name: mapped, aspects } = mapName(original, target);
      expect(mapped).toMatch(NAMES[dialect]);
      expect(mapName(mapped, target)).toEqual({ name: mapped, aspects: [] });
      expect(mapped === original).toBe(aspects.length === 0);
    }),
  );
});

test('names differ at the target, whatever the order in which they come', () => {
  const few = fc.array(fc.constantFrom('a', 'A', 'b', '-', 'a-b', 'A-B', 'a-b-c8687a08'), { maxLength: 12 });
  fc.assert(
    fc.property(few, fc.boolean(), fc.infiniteStream(fc.nat()), (mapped, ignoresCase, chance) => {
      const names = mapped.map((text, at) => ({ name: at % 2 === 0 ? text : `${text}/`, id: `${at}`, mapped: text }));
      const distinct = distinctNames(names, ignoresCase, 64);
      const keys = distinct.map((each) => (ignoresCase ? each.name.toLowerCase() : each.name));
      expect(new Set(keys).size).toBe(names.length);
      const shuffled = names
        .map((each) => [chance.next().value as number, each] as const)
        .toSorted(([a], [b]) => a - b);
      const again = distinctNames(
        shuffled.map(([, each]) => each),
        ignoresCase,
        64,
      );
      for (const [at, [, each]] of shuffled.entries()) expect(again[at]).toEqual(distinct[names.indexOf(each)]);
    }),
  );
});

/** A secret that Huawei and Alibaba Cloud could both hold, with a planted value in each version. */
const secret: fc.Arbitrary<VectorSecret> = fc
  .record({
    name: fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/),
    count: fc.integer({ min: 1, max: 10 }),
    current: fc.nat(),
    previous: fc.option(fc.nat()),
    labels: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 6 }),
    chances: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
  })
  .map(({ name: given, count, current, previous, labels, chances }) => ({
    name: given,
    kind: 'generic',
    versions: Array.from({ length: count }, (_, at) => ({
      id: `v${at + 1}`,
      value: `planted-${given}-${at}`,
      labels: [
        ...(at === current % count ? ['CURRENT'] : []),
        ...(previous !== null && previous % count === at && previous % count !== current % count ? ['PREVIOUS'] : []),
        ...labels.filter((_, index) => (chances[index] ?? 0) % count === at),
      ],
    })),
  }));

test('the current version is written last, the previous one before it, and every label has its version', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom('HW-ALI' as const, 'ALI-HW' as const), (given, direction) => {
      const [planned] = planSecrets([secretOf(given)], contextOf(direction), EMPTY_TARGET);
      const versions = planned?.target?.versions ?? [];
      expect(versions).toHaveLength(given.versions.length);
      expect(versions.at(-1)?.source.labels).toContain('CURRENT');
      const previous = versions.findIndex(({ source }) => source.labels.includes('PREVIOUS'));
      expect([-1, versions.length - 2]).toContain(previous);
      const ids = versions.map(({ source }) => source.id);
      for (const { versionId } of planned?.target?.labels ?? []) expect(ids).toContain(versionId);
      expect(new Set(versions.map(({ id }) => id)).size).toBe(versions.length);
    }),
  );
});

function planOf(secrets: readonly InventorySecret[], target: Dialect): string {
  return planText(
    buildPlan({
      inventory: { dialect: 'huawei', address: '', secrets },
      target: { dialect: target, address: '', profile: PROFILES[target], state: EMPTY_TARGET },
      options: DEFAULT_OPTIONS,
      keys: {},
      rename: [],
      waivers: [],
      maxLoss: 'changed',
      requireValues: false,
      now: NOW,
    }),
  );
}

test('the same input gives the same bytes in any order, which read back, and hold no value', () => {
  const several = fc.array(secret, { maxLength: 4 });
  fc.assert(
    fc.property(several, fc.constantFrom('aliyun' as const, 'bk' as const), (given, target) => {
      const secrets = given.map((each, at) => secretOf(each, `${at}`));
      const bytes = planOf(secrets, target);
      expect(planOf(secrets.toReversed(), target)).toBe(bytes);
      expect(bytes).not.toContain('planted');
      expect(planText(readPlan(bytes, 'a.plan.json'))).toBe(bytes);
    }),
    { numRuns: 1_000 },
  );
});
