import { ConfigError, ControlError, strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';

const Rule = strictObject({
  rule: Type.String(),
  verdict: Type.String({ description: 'kept, changed, lost or refused' }),
  secrets: Type.Integer({ description: 'how many it is about' }),
  why: Type.String(),
  propose: Type.String({ description: 'what can be done about it' }),
  page: Type.String({ description: 'where the vendor says so' }),
});

const Row = strictObject({
  name: Type.String(),
  target: Type.String({ description: 'its name at the target' }),
  action: Type.String({ description: 'create, add-version or skip' }),
  verdict: Type.String({ description: 'kept, changed, lost or refused' }),
  rules: Type.Array(Type.String(), { description: 'the ends of the ids of its rules' }),
});

/** What `dragoman migrate` plans, told over HTTP. */
export const migrationReadCalls = {
  'migration.read': controlCall({
    method: 'POST',
    path: '/migration/read',
    scope: 'gateway',
    summary: 'Says what a plan file means: its rules in words, and what holds for every secret',
    description: 'The plan is as `dragoman migrate plan` wrote it; nothing of it is kept. 422 plan-unfit for another.',
    body: strictObject({
      plan: Type.String({ minLength: 2, description: 'the text of the file' }),
      language: Type.Optional(
        Type.Union([Type.Literal('en'), Type.Literal('zh')], { description: 'else that of Accept-Language' }),
      ),
    }),
    answer: strictObject({
      headline: Type.String(),
      secrets: Type.Array(Row, { description: 'what becomes of each' }),
      rules: Type.Array(Rule, { description: 'the worst first, then those of the most secrets' }),
      always: Type.Array(strictObject({ rule: Type.String(), why: Type.String(), propose: Type.String() }), {
        description: 'what holds for every secret',
      }),
      notes: Type.Array(Type.String()),
    }),
    async run({ environment, ...caller }, { plan: text, language = caller.language }) {
      const { checkGate, PLAN_MESSAGES, readPlan, reportOf } = await import('@dragoman/migrate');
      const plan = readOr422(() => readPlan(text, PLAN_MESSAGES.thePlan));
      const report = reportOf(plan, checkGate(plan, environment.clock.now()), language);
      return {
        headline: report.headline,
        secrets: report.rows.map(({ name, target, action, verdict, rules }) => ({
          name,
          target,
          action,
          verdict,
          rules: [...rules],
        })),
        rules: report.proposals.map(({ rule, verdict, secrets, why, propose, page }) => ({
          rule,
          verdict,
          secrets,
          why,
          propose,
          page,
        })),
        always: report.always.map(({ rule, why, propose }) => ({ rule, why, propose })),
        notes: [...report.notes],
      };
    },
  }),
};

/** @throws ControlError where it is no plan */
function readOr422<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ConfigError ? new ControlError(422, 'plan-unfit', error.text) : error;
  }
}
