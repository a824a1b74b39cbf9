import { strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

const MAX_SECRETS = 100_000;

const count = Type.Integer({ minimum: 0 });
const line = Type.String({ maxLength: 4_096 });

export const Verdict = Type.Union(
  [Type.Literal('kept'), Type.Literal('changed'), Type.Literal('lost'), Type.Literal('refused')],
  { description: 'what becomes of it, from the best to the worst' },
);

/** A plan, without its steps. */
export const MigrationPlan = strictObject({
  file: Type.String({ maxLength: 4_096, description: 'the name of its file' }),
  checksum: line,
  made_at: line,
  source: Type.String({ maxLength: 400, description: 'a service, and after a colon its address' }),
  target: Type.String({ maxLength: 400, description: 'a service, and after a colon its address' }),
  max_loss: Verdict,
  passes: Type.Boolean({ description: 'whether the gate lets the plan through' }),
  totals: strictObject({
    kept: count,
    changed: count,
    lost: count,
    refused: count,
    undetermined: Type.Integer({ minimum: 0, description: 'values that were not read' }),
  }),
});

/** What a report says, in one language. */
export const MigrationReport = strictObject({
  language: Type.Union([Type.Literal('en'), Type.Literal('zh')]),
  headline: line,
  notes: Type.Array(line),
  proposals: Type.Array(
    strictObject({
      rule: line,
      verdict: Verdict,
      secrets: Type.Integer({ minimum: 0, description: 'for how many it would settle the rule' }),
      why: line,
      propose: line,
      page: Type.String({ maxLength: 4_096, description: "of the vendor's documents" }),
    }),
    { description: 'the worst first, then those of the most secrets' },
  ),
  always: Type.Array(strictObject({ rule: line, why: line, propose: line }), {
    description: 'what holds for every secret',
  }),
  basis: Type.Array(line, { description: 'by which rules and limits the plan was made' }),
  checklist: Type.Array(line, { description: 'before readers are switched over' }),
});

/** A secret on its way, and the rules that it meets. */
const MigrationSecret = strictObject({
  name: line,
  target: Type.String({ maxLength: 4_096, description: 'its name at the target' }),
  action: Type.Union([Type.Literal('create'), Type.Literal('skip'), Type.Literal('add-version')]),
  verdict: Verdict,
  findings: Type.Array(strictObject({ rule: line, verdict: Verdict })),
});

/** What the gateway keeps of an opened plan. */
export const OpenedMigration = strictObject({
  plan: MigrationPlan,
  reports: Type.Array(MigrationReport, { minItems: 1, maxItems: 2 }),
  secrets: Type.Array(MigrationSecret, { maxItems: MAX_SECRETS }),
});

export type OpenedMigration = Static<typeof OpenedMigration>;
export type MigrationFinding = Static<typeof MigrationFinding>;

/** One rule as one secret meets it. */
export const MigrationFinding = strictObject({ secret: line, target: line, rule: line, verdict: Verdict });
