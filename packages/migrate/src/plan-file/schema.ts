import { strictObject } from '@dragoman/input';
import { type Static, type TSchema, Type } from '@sinclair/typebox';

import { DIALECTS } from '../model/direction.ts';
import { VERDICTS } from '../model/verdict.ts';

export const PLAN_FORMAT = 'dragoman-migration-plan/1';

const oneOf = <const Name extends string>(names: readonly Name[]) =>
  Type.Unsafe<Name>({ type: 'string', enum: [...names] });
const text = Type.String({ maxLength: 70_000 });
const count = Type.Integer({ minimum: 0 });
const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);

/** What is accepted though the gate would not let it through, until a day. */
export const waiverSchema = strictObject({
  rule: Type.String({ minLength: 1, maxLength: 100, description: 'the id of a rule; * stands for any text' }),
  secret: Type.String({ minLength: 1, maxLength: 600, description: 'the name of a secret; * stands for any text' }),
  reason: Type.String({ minLength: 1, maxLength: 1_000, description: 'why it is accepted' }),
  until: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'the last day, such as 2027-01-31' }),
});

/** How to move, as a configuration and a plan say it. */
export const optionsSchema = strictObject({
  dots: optional(oneOf(['allowed', 'refused'])),
  on_existing: optional(oneOf(['refuse', 'new-version'])),
  include_deleted: optional(Type.Boolean()),
  tags: optional(oneOf(['drop', 'slug'])),
  bk_shape: optional(oneOf(['typed', 'whole'])),
  account_needs_instance: optional(Type.Boolean()),
});

export const renameSchema = strictObject({
  match: Type.String({ minLength: 1, maxLength: 500, description: 'a regular expression' }),
  to: Type.String({ minLength: 1, maxLength: 500, description: 'the new name; $1 is the first group' }),
});
export const keysSchema = Type.Record(text, text, { description: 'a key of the target, or default, by alias or id' });

const finding = strictObject({
  rule: text,
  verdict: oneOf(VERDICTS),
  note: optional(Type.Literal(true)),
  count: optional(count),
  of: optional(Type.Literal('ciphertexts')),
  why: text,
  propose: text,
  page: text,
  /** A line of the configuration that settles it. */
  config: optional(text),
});

const step = strictObject({
  id: text,
  op: text,
  version: optional(text),
  label: optional(text),
  to: optional(text),
  tags: optional(count),
  days: optional(count),
  type: optional(text),
  batch: optional(count),
});

const key = strictObject({
  from: strictObject({ id: text, spec: text, aliases: optional(Type.Array(text)) }),
  /** As it can be made at the target; `null` where it cannot. */
  to: Type.Union([
    strictObject({
      spec: text,
      alias: optional(text),
      rotation_days: optional(count),
      pending_days: optional(count),
      /** With which others it goes into a KMS instance, from 1; it keeps its id and aliases there. */
      batch: optional(count),
    }),
    Type.Null(),
  ]),
  verdict: oneOf(VERDICTS),
  findings: Type.Array(finding),
});

const value = strictObject({
  version: text,
  type: oneOf(['text', 'binary']),
  size: text,
  shape: text,
  fp: optional(text),
});

const secret = strictObject({
  id: text,
  from: strictObject({ name: text, id: optional(text) }),
  to: strictObject({ name: text }),
  action: oneOf(['create', 'skip', 'add-version']),
  verdict: oneOf(VERDICTS),
  findings: Type.Array(finding),
  steps: Type.Array(step),
  values: optional(Type.Array(value)),
  undetermined: optional(count),
  incomplete: optional(Type.Literal(true)),
  /** Versions that the target has already: its ids by those of the source. */
  there: optional(Type.Record(text, text)),
  /** What was wanted otherwise than the rules decide. */
  edited: optional(Type.Array(oneOf(['name', 'action']))),
});

/** A plan as it stands in its file: reviewable, and without a value. */
export const planSchema = strictObject({
  format: Type.Literal(PLAN_FORMAT),
  rules: text,
  made_at: text,
  source: strictObject({ dialect: oneOf(DIALECTS), address: text, fingerprint: text }),
  target: strictObject({
    dialect: oneOf(DIALECTS),
    address: text,
    profile: Type.Record(text, Type.Union([Type.Number(), text])),
  }),
  options: strictObject({
    ...optionsSchema.properties,
    keys: optional(keysSchema),
    rename: optional(Type.Array(renameSchema)),
    max_loss: oneOf(['kept', 'changed', 'lost']),
    require_values: Type.Boolean(),
  }),
  waivers: Type.Array(waiverSchema),
  secrets: Type.Array(secret),
  keys: optional(Type.Array(key)),
  /** The plan that this one goes on from, by its checksum. */
  since: optional(text),
  totals: strictObject({ kept: count, changed: count, lost: count, refused: count, undetermined: count }),
  estimate: strictObject({ calls: count, seconds: count }),
  checksum: text,
});

export type PlanFile = Static<typeof planSchema>;
export type PlanFileSecret = Static<typeof secret>;
export type PlanFileKey = Static<typeof key>;
export type PlanFinding = Static<typeof finding>;
export type PlanValue = Static<typeof value>;
export type PlanStep = Static<typeof step>;
export type Waiver = Static<typeof waiverSchema>;
export type MaxLoss = PlanFile['options']['max_loss'];
