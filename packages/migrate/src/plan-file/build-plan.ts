import { createHash } from 'node:crypto';

import { ConfigError } from '@dragoman/input';

import { type Dialect, directionBetween } from '../model/direction.ts';
import type { Inventory } from '../model/inventory.ts';
import type { PlanOptions } from '../model/options.ts';
import type { Finding } from '../model/verdict.ts';
import type { TargetProfile } from '../model/target-profile.ts';
import { compareText } from '../names/distinct-names.ts';
import type { PlanContext } from '../planner/context.ts';
import { asSeenAt, rejectImpossible } from '../planner/as-seen-at.ts';
import type { SecretEdits } from '../planner/edits.ts';
import type { PlannedSecret } from '../planner/plan-secret.ts';
import { planSecrets } from '../planner/plan-secrets.ts';
import type { TargetState } from '../planner/target-state.ts';
import { RULES_DATE, ruleNamed } from '../rules/catalogue.ts';
import { canonicalJson } from './canonical-json.ts';
import {
  type MaxLoss,
  PLAN_FORMAT,
  type PlanFile,
  type PlanFileSecret,
  type PlanValue,
  type Waiver,
} from './schema.ts';
import { estimateOf, stepsOf } from './steps.ts';

/** What a plan is made of. */
export interface PlanInput {
  readonly inventory: Inventory;
  readonly target: {
    readonly dialect: Dialect;
    readonly address: string;
    readonly profile: TargetProfile;
    readonly state: TargetState;
  };
  readonly options: PlanOptions;
  readonly keys: Readonly<Record<string, string>>;
  /** Regular expressions and what a matching name becomes. */
  readonly rename: readonly { readonly match: string; readonly to: string }[];
  readonly waivers: readonly Waiver[];
  readonly maxLoss: MaxLoss;
  readonly requireValues: boolean;
  /** What somebody wants otherwise than the rules decide. */
  readonly edits?: SecretEdits;
  /** Unix milliseconds. */
  readonly now: number;
}

/** The plan of a move: the same input gives the same plan but for `made_at` and its checksum. @throws ConfigError */
export function buildPlan(input: PlanInput): PlanFile {
  const inventory = { ...input.inventory, secrets: input.inventory.secrets.map(seenAt(input.inventory.dialect)) };
  rejectImpossible(inventory);
  const planned = planSecrets(
    inventory.secrets,
    contextOf(input),
    input.target.state,
    input.rename.map(({ match, to }) => ({ match: expressionOf(match), to })),
    input.edits,
  );
  const secrets = planned.map((secret, at) => fileSecret(secret, at, input.target.dialect));
  const plan = {
    format: PLAN_FORMAT,
    rules: RULES_DATE,
    made_at: new Date(input.now).toISOString(),
    source: { dialect: inventory.dialect, address: inventory.address, fingerprint: sourceFingerprint(inventory) },
    target: { dialect: input.target.dialect, address: input.target.address, profile: profileOf(input) },
    options: optionsOf(input),
    waivers: input.waivers.toSorted((left, right) => compareText(canonicalJson(left), canonicalJson(right))),
    secrets,
    totals: totalsOf(planned),
    estimate: estimateOf(
      secrets.flatMap(({ steps }) => steps),
      input.target.dialect,
    ),
  } as const;
  return { ...plan, checksum: checksumOf(plan) };
}

function seenAt(dialect: Dialect): (secret: Inventory['secrets'][number]) => Inventory['secrets'][number] {
  return (secret) => asSeenAt(dialect, secret);
}

function contextOf({ inventory, target, options, keys, now }: PlanInput): PlanContext {
  const direction = directionBetween(inventory.dialect, target.dialect);
  if (direction === null) throw new ConfigError(`--to ${target.dialect}: the secrets are there already`);
  const { dialect, profile } = target;
  return { direction, source: inventory.dialect, target: dialect, profile, options, keys, now };
}

function expressionOf(match: string): RegExp {
  try {
    return new RegExp(match, 'u');
  } catch (error) {
    throw new ConfigError(`rename.match is no regular expression: ${(error as Error).message}`, { cause: error });
  }
}

function optionsOf({ options, keys, rename, maxLoss, requireValues }: PlanInput): PlanFile['options'] {
  return { ...options, keys, rename: [...rename], max_loss: maxLoss, require_values: requireValues };
}

/** What is without a limit is left out. */
function profileOf({ target, options }: PlanInput): PlanFile['target']['profile'] {
  const limits = Object.entries(target.profile).filter(([, limit]) => limit !== Number.MAX_SAFE_INTEGER);
  return { ...Object.fromEntries(limits), ...(target.dialect === 'huawei' ? { dots: options.dots } : {}) };
}

function fileSecret(planned: PlannedSecret, at: number, dialect: Dialect): PlanFileSecret {
  const id = `s${String(at + 1).padStart(4, '0')}`;
  const { source, name, action, verdict, findings, undetermined, edit } = planned;
  return {
    id,
    from: { name: source.name, ...(source.id === null ? {} : { id: source.id }) },
    to: { name },
    action,
    verdict,
    findings: findings
      .toSorted((left, right) => compareText(left.rule, right.rule))
      .map((finding) => {
        const { why, propose, pages } = ruleNamed(finding.rule);
        const config = configFor(finding, planned);
        return { ...finding, why, propose, page: pages[0] ?? '', ...(config === null ? {} : { config }) };
      }),
    steps: stepsOf(planned, dialect).map((step, index) => ({ id: `${id}.${index + 1}`, ...step })),
    ...valuesOf(planned),
    ...(undetermined > 0 ? { undetermined } : {}),
    ...(source.completeness === 'whole' ? {} : { incomplete: true as const }),
    ...editedOf(edit),
  };
}

/** The line under `keys` that a key without one lacks, ready to be filled in. */
function configFor({ rule }: Finding, { source: { key } }: PlannedSecret): string | null {
  if (key === null || !rule.endsWith('-KEY-UNMAPPED')) return null;
  return `keys: { '${key.alias === null ? (key.id ?? '') : `alias/${key.alias}`}': default }`;
}

function editedOf({ name, action }: PlannedSecret['edit']): Pick<PlanFileSecret, 'edited'> {
  const edited = [
    ...(name === undefined ? [] : ['name' as const]),
    ...(action === undefined ? [] : ['action' as const]),
  ];
  return edited.length > 0 ? { edited } : {};
}

/** What was seen of the values that move, of which a class of sizes and a shape are kept. */
function valuesOf({ target }: PlannedSecret): Pick<PlanFileSecret, 'values'> {
  const values = (target?.versions ?? []).flatMap(({ source: { id, type, value } }): PlanValue[] => {
    if (value.state !== 'read') return [];
    const { traits, fingerprint } = value;
    const { sizeClass: size, shape } = traits;
    return [{ version: id, type, size, shape, ...(fingerprint === undefined ? {} : { fp: fingerprint }) }];
  });
  return values.length > 0 ? { values } : {};
}

function totalsOf(planned: readonly PlannedSecret[]): PlanFile['totals'] {
  const totals = { kept: 0, changed: 0, lost: 0, refused: 0, undetermined: 0 };
  for (const { verdict, undetermined } of planned) {
    totals[verdict] += 1;
    totals.undetermined += undetermined;
  }
  return totals;
}

/** Changes with names, version ids, labels and times of change, so that a plan of what is no more is found out. */
export function sourceFingerprint({ secrets }: Inventory): string {
  const facts = secrets
    .map(({ name, id, versions, updatedAt }) =>
      canonicalJson([name, id, versions.map((version) => [version.id, version.labels.toSorted()]), updatedAt]),
    )
    .toSorted();
  return sha256(canonicalJson(facts));
}

/** Over everything but itself. */
export function checksumOf(plan: Omit<PlanFile, 'checksum'>): string {
  return sha256(canonicalJson(plan));
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The bytes of the file. */
export function planText(plan: PlanFile): string {
  return `${canonicalJson(plan)}\n`;
}
