import { describe, expect, test } from '@jest/globals';

import type { Finding } from '../src/model/verdict.ts';
import { PROFILES } from '../src/model/target-profile.ts';
import { DEFAULT_OPTIONS } from '../src/model/options.ts';
import { planInstanceMove } from '../src/planner/plan-instance-move.ts';
import { planKey } from '../src/planner/plan-key.ts';
import type { PlannedSecret } from '../src/planner/plan-secret.ts';
import { planSecrets } from '../src/planner/plan-secrets.ts';
import { EMPTY_TARGET } from '../src/planner/target-state.ts';
import { ALWAYS, RULES } from '../src/rules/catalogue.ts';
import { contextOf, secretOf, sorted, type VectorSecret, VECTORS } from './vectors.ts';

const PLAIN: VectorSecret = {
  name: 'orders-db',
  kind: 'generic',
  versions: [{ id: 'v1', value: 'not-a-secret-1', labels: ['CURRENT'] }],
};
const CREDENTIAL: VectorSecret = {
  name: 'jump-host',
  kind: 'credential:PASSWORD',
  slots: { password: 'not-a-secret' },
  versions: [{ id: 'v1', labels: ['CURRENT'] }],
};

describe('each secret in each direction', () => {
  const cases = VECTORS.fixtures.flatMap(({ id, about, secret, options = {}, expect: expected }) =>
    Object.entries(expected).map(([direction, outcome]) => ({ id, about, secret, options, direction, outcome })),
  );
  test.each(cases.filter(({ direction }) => direction !== 'K1-K3'))(
    '$id $direction: $about',
    ({ secret, options, direction, outcome }) => {
      const { key_map: keys = {}, ...plan } = options;
      const context = contextOf(direction as 'HW-ALI', { keys, options: { ...DEFAULT_OPTIONS, ...plan } });
      const [planned] = planSecrets([secretOf(secret)], context, EMPTY_TARGET);
      expect(planned?.verdict).toBe(outcome.verdict);
      expect(sorted(planned?.findings ?? [])).toEqual(sorted(outcome.findings));
      if (outcome.target === null) expect(planned?.target).toBeNull();
      else expect(described(planned as PlannedSecret)).toMatchObject(outcome.target);
      expect(labelsOf(planned as PlannedSecret)).toEqual(outcome.target?.labels ?? {});
    },
  );

  test.each(cases.filter(({ direction }) => direction === 'K1-K3'))('$id: $about', ({ secret, outcome }) => {
    const { k1k3 = {} } = secret;
    const planned = planInstanceMove({
      name: secret.name,
      isRotating: secret.rotation?.on ?? false,
      needsKey: secret.key !== undefined,
      hasImportedKey: k1k3.key_imported ?? false,
      isNameTaken: k1k3.name_taken_in_instance ?? false,
      isOtherRegion: k1k3.other_region ?? false,
      isInstanceFull: k1k3.instance_full ?? false,
      secretsToMove: k1k3.secrets_to_move ?? 1,
      appUses: k1k3.app_uses ?? [],
      usesDedicatedGateway: k1k3.gateway === 'dedicated',
      image: k1k3.image ?? null,
    });
    expect(planned).toEqual({ ...outcome, findings: planned.findings });
    expect(sorted(planned.findings)).toEqual(sorted(outcome.findings));
  });
});

test.each(VECTORS.sets)('$id $direction: $about', ({ direction, names, ids, expect: expected }) => {
  const base = direction.startsWith('BK') ? CREDENTIAL : PLAIN;
  const secrets = names.map((name, at) => secretOf({ ...base, name }, ids?.[at] ?? null));
  const planned = planSecrets(secrets, contextOf(direction), EMPTY_TARGET);
  const inOrder = secrets.map((secret) => planned.find(({ source }) => source === secret) as PlannedSecret);
  expect(inOrder.map(({ name }) => name)).toEqual(expected.names);
  const collisions = inOrder.flatMap(({ findings }, index) =>
    findings
      .filter(({ rule }) => /-NAME-(COLLISION|CASE)$/.test(rule))
      .map((finding) => ({ ...finding, name: names[index], index })),
  );
  expect(collisions).toEqual(expected.findings);
});

test.each(VECTORS.keys)('key $id $direction', ({ direction, key, expect: expected }) => {
  const { verdict, findings, target } = planKey(
    {
      spec: key.spec,
      isImported: key.origin.toLowerCase() === 'external',
      hasMaterial: key.material_at_hand ?? false,
      alias: key.alias ?? null,
      rotationDays: key.rotation_days ?? null,
      pendingDays: key.pending_days ?? null,
      hasCiphertexts: key.ciphertexts ?? false,
    },
    direction,
  );
  expect(verdict).toBe(expected.verdict);
  expect(sorted(findings)).toEqual(sorted(expected.findings));
  const described = target && {
    spec: target.spec,
    alias: target.alias,
    rotation_days: target.rotationDays,
    pending_days: target.pendingDays,
  };
  if (expected.target === null) expect(described).toBeNull();
  else expect(described).toMatchObject(expected.target);
});

test.each(VECTORS.targets)('target $id $direction: $about', ({ direction, options = {}, target, ...vector }) => {
  const base = direction.startsWith('BK') ? CREDENTIAL : PLAIN;
  const { quota, ...plan } = options;
  const plain = contextOf(direction);
  const context = {
    ...plain,
    options: { ...DEFAULT_OPTIONS, ...plan },
    profile: { ...plain.profile, quota: quota ?? plain.profile.quota },
  };
  const existing =
    target.name === undefined
      ? []
      : [{ name: target.name, sameValue: target.same_value ?? null, isPendingDelete: target.pending_delete ?? false }];
  const secrets = (vector.names ?? [base.name]).map((name) => secretOf({ ...base, name }));
  const planned = planSecrets(secrets, context, { existing, count: target.secrets ?? 0 });
  const findings = planned.flatMap(({ source, findings: found }) =>
    found.map((finding) => (vector.names === undefined ? finding : { ...finding, name: source.name })),
  );
  expect(findings).toEqual(vector.expect.findings);
  if (vector.expect.verdict !== undefined) expect(planned[0]?.verdict).toBe(vector.expect.verdict);
  if (vector.expect.action !== undefined) expect(planned[0]?.action).toBe(vector.expect.action);
});

test('what always holds', () => {
  expect(ALWAYS).toEqual(VECTORS.always);
});

test('limits are those of the vectors', () => {
  const { HW, ALI, BK } = VECTORS.limits;
  for (const [limits, profile] of [
    [HW, PROFILES.huawei],
    [ALI, PROFILES.aliyun],
    [BK, PROFILES.bk],
  ] as const) {
    for (const [name, value] of Object.entries(profile))
      if (limits[name] !== undefined) expect([name, value]).toEqual([name, limits[name]]);
  }
  expect(PROFILES.bk.value_bytes).toBe(BK['value_json_bytes']);
});

test('there are 173 rules, and the vectors reach every one', () => {
  const reached = new Set<string>();
  const note = (findings: readonly Finding[]): void => {
    for (const { rule } of findings) reached.add(rule);
  };
  for (const fixture of VECTORS.fixtures) for (const { findings } of Object.values(fixture.expect)) note(findings);
  for (const { expect: expected } of [...VECTORS.sets, ...VECTORS.keys, ...VECTORS.targets]) note(expected.findings);
  for (const [direction, aspects] of Object.entries(VECTORS.always))
    for (const aspect of aspects) reached.add(`${direction}-${aspect}`);
  expect([...RULES.keys()].toSorted()).toEqual([...reached].toSorted());
  expect(RULES.size).toBe(173);
});

function described({ target }: PlannedSecret): unknown {
  if (target === null) return null;
  return {
    name: target.name,
    write_order: target.versions.map(({ source }) => source.id),
    versions: Object.fromEntries(target.versions.map(({ source, id }) => [source.id, id])),
    labels: Object.fromEntries(target.labels.map(({ label, versionId }) => [label, targetIdOf(target, versionId)])),
    credential_type: target.credentialType,
    description_bytes: Buffer.byteLength(target.description ?? ''),
    tags: Object.keys(target.tags),
    delete_in_days: target.deleteInDays,
  };
}

function labelsOf({ target }: PlannedSecret): Record<string, string | undefined> {
  if (target === null) return {};
  return Object.fromEntries(target.labels.map(({ label, versionId }) => [label, targetIdOf(target, versionId)]));
}

function targetIdOf(target: NonNullable<PlannedSecret['target']>, versionId: string): string | undefined {
  return target.versions.find(({ source }) => source.id === versionId)?.id;
}
