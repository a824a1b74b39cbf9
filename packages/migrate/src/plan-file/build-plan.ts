import { createHash } from 'node:crypto';

import { ConfigError } from '@dragoman/input';

import { type Dialect, directionBetween } from '../model/direction.ts';
import type { Inventory } from '../model/inventory.ts';
import type { PlanOptions } from '../model/options.ts';
import type { TargetProfile } from '../model/target-profile.ts';
import { compareText } from '../names/distinct-names.ts';
import type { PlanContext } from '../planner/context.ts';
import { asSeenAt, rejectImpossible } from '../planner/as-seen-at.ts';
import type { SecretEdits } from '../planner/edits.ts';
import type { PlannedSecret } from '../planner/plan-secret.ts';
import { planSecrets } from '../planner/plan-secrets.ts';
import type { TargetState } from '../planner/target-state.ts';
import { RULES_DATE } from '../rules/catalogue.ts';
import { canonicalJson, canonicalPieces } from './canonical-json.ts';
import { planKeys } from './plan-keys.ts';
import { fileSecret, totalsOf } from './file-secret.ts';
import { type MaxLoss, PLAN_FORMAT, type PlanFile, type Waiver } from './schema.ts';
import {
  type DeltaSecret,
  deltaOf,
  editsSince,
  movedBefore,
  rejectUnfinished,
  type Since,
  stateSince,
} from './since.ts';
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
  /** A move that this one goes on from: only newer versions and moved labels go then. */
  readonly since?: Since;
  /** Unix milliseconds. */
  readonly now: number;
}

/** The plan of a move: the same input gives the same plan but for `made_at` and its checksum. @throws ConfigError */
export function buildPlan(input: PlanInput): PlanFile {
  const inventory = { ...input.inventory, secrets: input.inventory.secrets.map(seenAt(input.inventory.dialect)) };
  rejectImpossible(inventory);
  const context = contextOf(input);
  const { since } = input;
  if (since !== undefined) rejectUnfinished(since);
  const planned = planSecrets(
    inventory.secrets,
    context,
    since === undefined ? input.target.state : stateSince(input.target.state, since),
    input.rename.map(({ match, to }) => ({ match: expressionOf(match), to })),
    since === undefined ? input.edits : new Map([...editsSince(since), ...(input.edits ?? [])]),
  ).map(stepped(context, since));
  const secrets = planned.map((secret, at) => fileSecret(secret.planned, at, secret));
  const plan = {
    format: PLAN_FORMAT,
    rules: RULES_DATE,
    made_at: new Date(input.now).toISOString(),
    source: { dialect: inventory.dialect, address: inventory.address, fingerprint: sourceFingerprint(inventory) },
    target: { dialect: input.target.dialect, address: input.target.address, profile: profileOf(input) },
    options: optionsOf(input),
    waivers: input.waivers.toSorted((left, right) => compareText(canonicalJson(left), canonicalJson(right))),
    secrets,
    ...keysOf(input, context),
    ...(since === undefined ? {} : { since: since.plan.checksum }),
    totals: totalsOf(planned.map((secret) => secret.planned)),
    estimate: estimateOf(
      secrets.flatMap(({ steps }) => steps),
      input.target.dialect,
    ),
  } as const;
  return { ...plan, checksum: checksumOf(plan) };
}

/** Each secret with its steps: all of them, or of one that moved before what is still to go. */
function stepped(context: PlanContext, since: Since | undefined): (planned: PlannedSecret) => Stepped {
  const before = since === undefined ? () => undefined : movedBefore(since);
  return (planned) => {
    const moved = before(planned);
    if (since === undefined || moved === undefined) return { planned, steps: stepsOf(planned, context.target) };
    return deltaOf(planned, moved, since, context);
  };
}

type Stepped = Pick<DeltaSecret, 'planned' | 'steps'> & Partial<DeltaSecret>;

function keysOf({ inventory }: PlanInput, { direction }: PlanContext): Pick<PlanFile, 'keys'> {
  const keys = planKeys(inventory.keys ?? [], direction);
  return keys.length > 0 ? { keys } : {};
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
  const hash = createHash('sha256');
  for (const piece of canonicalPieces(plan)) hash.update(piece);
  return `sha256:${hash.digest('hex')}`;
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The text of the file, in pieces. */
export function* planPieces(plan: PlanFile): Generator<string> {
  yield* canonicalPieces(plan);
  yield '\n';
}

/** The bytes of the file. */
export function planText(plan: PlanFile): string {
  return `${canonicalJson(plan)}\n`;
}
