/**
 * Versions of one secret and the stages on them, as the pages of both services tell it ("Manage secret versions" of
 * KMS; CreateSecretVersion and CreateSecretStage of CSMS). A stage is on one version at a time.
 */

/** What the rules of a service are. */
export interface Rules {
  readonly current: string;
  readonly previous: string;
  readonly maxVersions: number;
  readonly maxStages: number;
  /** Whether moving the current stage by hand gives the previous one to the version that had it, as a put does. */
  readonly moveHandsOver: boolean;
}

/** Of which kind a rejection is. */
export type Rejection =
  | 'version-exists'
  | 'no-version'
  | 'misnamed-version'
  | 'no-stage'
  | 'not-on-version'
  | 'built-in'
  | 'too-many-stages'
  | 'too-many-at-once'
  | 'too-many-versions';

/** What is done to a secret; a put without stages makes its version the current one. */
export type Step =
  | { readonly do: 'put'; readonly id: string | null; readonly data: string; readonly stages: readonly string[] | null }
  | { readonly do: 'move'; readonly stage: string; readonly to: string; readonly from: string | null }
  | { readonly do: 'remove'; readonly stage: string; readonly from: string | null };

/** A secret: its versions, oldest first, and where its stages are. */
export interface Secret {
  readonly versions: readonly { readonly id: string; readonly data: string }[];
  readonly stages: ReadonlyMap<string, string>;
  /** How many versions there ever were. */
  readonly made: number;
}

/** One that was just made. */
export function newSecret({ current }: Rules, id: string, data: string): Secret {
  return { versions: [{ id, data }], stages: new Map([[current, id]]), made: 1 };
}

/** The secret after a step, or why there is none. */
export function apply(secret: Secret, step: Step, rules: Rules): Secret | Rejection {
  if (step.do === 'put') return put(secret, step, rules);
  return step.do === 'move' ? move(secret, step, rules) : remove(secret, step, rules);
}

/** Every version with its stages, sorted. */
export function stagesByVersion({ versions, stages }: Secret): Record<string, string[]> {
  const on = (id: string): string[] => [...stages].filter(([, at]) => at === id).map(([stage]) => stage);
  return Object.fromEntries(versions.map(({ id }) => [id, on(id).sort()]));
}

type Put = Extract<Step, { readonly do: 'put' }>;

function put(secret: Secret, { id, data, stages }: Put, rules: Rules): Secret | Rejection {
  const held = secret.versions.find((version) => version.id === id);
  if (held !== undefined) return held.data === data ? repeat(secret, held.id, stages ?? [], rules) : 'version-exists';
  const made = { id: id ?? `v${secret.made + 1}`, data };
  const versions = [...secret.versions, made];
  const wanted = stages === null || stages.length === 0 ? [rules.current] : stages;
  const placed = putOn({ ...secret, versions, made: secret.made + 1 }, wanted, made.id, rules);
  if (typeof placed === 'string' || versions.length <= rules.maxVersions) return placed;
  const carriers = new Set(placed.stages.values());
  const oldest = secret.versions.find((version) => !carriers.has(version.id));
  if (oldest === undefined) return 'too-many-versions';
  return { ...placed, versions: versions.filter(({ id: other }) => other !== oldest.id) };
}

/** A put of a version that is there, with its own data, sets stages. */
function repeat(secret: Secret, id: string, stages: readonly string[], rules: Rules): Secret | Rejection {
  const handsOver = stages.includes(rules.current) && secret.stages.has(rules.previous);
  const wanted = stages.filter((stage) => secret.stages.get(stage) !== id && !(handsOver && stage === rules.previous));
  return wanted.length === 0 ? secret : putOn(secret, wanted, id, rules);
}

type Move = Extract<Step, { readonly do: 'move' }>;

function move(secret: Secret, { stage, to, from }: Move, rules: Rules): Secret | Rejection {
  const isThere = (id: string): boolean => secret.versions.some((version) => version.id === id);
  if (!isThere(to)) return /^v\d*$/.test(to) ? 'no-version' : 'misnamed-version';
  if (from !== null && !isThere(from)) return 'no-version';
  if (from !== null && secret.stages.get(stage) !== from) return 'not-on-version';
  if (secret.stages.get(stage) === to) return secret;
  return putOn(secret, [stage], to, rules, rules.moveHandsOver);
}

type Remove = Extract<Step, { readonly do: 'remove' }>;

function remove(secret: Secret, { stage, from }: Remove, rules: Rules): Secret | Rejection {
  if (stage === rules.current || stage === rules.previous) return 'built-in';
  if (from !== null && !secret.versions.some(({ id }) => id === from)) return 'no-version';
  const at = secret.stages.get(stage);
  if (from !== null && at !== from) return 'not-on-version';
  if (at === undefined) return 'no-stage';
  return { ...secret, stages: new Map([...secret.stages].filter(([other]) => other !== stage)) };
}

/** Puts stages on a version; the current one leaves the previous one behind. */
function putOn(
  secret: Secret,
  wanted: readonly string[],
  id: string,
  { current, previous, maxStages }: Rules,
  handsOver = true,
): Secret | Rejection {
  const stages = new Map([...secret.stages, ...wanted.map((stage) => [stage, id] as const)]);
  const former = secret.stages.get(current);
  if (handsOver && wanted.includes(current) && former !== undefined) stages.set(previous, former);
  return stages.size > maxStages && stages.size > secret.stages.size ? 'too-many-stages' : { ...secret, stages };
}
