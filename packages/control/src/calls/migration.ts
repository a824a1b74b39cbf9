import type { Environment } from '@dragoman/environment';
import { notFound, strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { MESSAGES } from '../messages.ts';
import {
  type MigrationFinding as Finding,
  MigrationFinding,
  MigrationPlan,
  MigrationReport,
  OpenedMigration,
  Verdict,
} from '../migration/schemas.ts';

const MAX_LISTED = 1_000;

/** Kept until the gateway stops, or another plan is opened. */
const opened = new WeakMap<Environment, OpenedMigration>();

/** @throws ControlError where none is opened */
function migrationOf(environment: Environment): OpenedMigration {
  const migration = opened.get(environment);
  if (migration === undefined) throw notFound(MESSAGES.noPlan);
  return migration;
}

/** A plan of a migration, for whoever shows it. No value is in any of it. */
export const migrationCalls = {
  'migration.open': controlCall({
    method: 'PUT',
    path: '/migration/plan',
    scope: 'environment',
    summary: 'Opens a plan of a migration, so that others can show it',
    description:
      'As `dragoman migrate report <plan> --open` sends it. It takes the place of one that is open, and is kept ' +
      'until the gateway stops. It holds names and rules, and no value.',
    body: OpenedMigration,
    answer: MigrationPlan,
    run: ({ environment }, migration) => {
      opened.set(environment, migration);
      return migration.plan;
    },
  }),
  'migration.plan': controlCall({
    method: 'GET',
    path: '/migration/plan',
    scope: 'environment',
    summary: 'Shows the plan of a migration that is open',
    answer: MigrationPlan,
    run: ({ environment }) => migrationOf(environment).plan,
  }),
  'migration.report': controlCall({
    method: 'GET',
    path: '/migration/report',
    scope: 'environment',
    summary: 'Shows what the open plan says: totals, proposals by rule, what is to hold before the cut-over',
    query: strictObject({
      lang: Type.Optional(
        Type.Union([Type.Literal('en'), Type.Literal('zh')], { description: 'else that of Accept-Language' }),
      ),
    }),
    answer: MigrationReport,
    run: ({ environment, ...caller }, { lang = caller.language }) => {
      const report = migrationOf(environment).reports.find(({ language }) => language === lang);
      if (report === undefined) throw notFound(MESSAGES.noReportIn({ language: lang }));
      return report;
    },
  }),
  'migration.findings': controlCall({
    method: 'GET',
    path: '/migration/findings',
    scope: 'environment',
    summary: 'Lists which secrets of the open plan meet which rule',
    description: 'Page by giving `last` of one answer as `after` of the next, while `more` says so.',
    query: strictObject({
      rule: Type.Optional(Type.String({ description: 'of this rule alone' })),
      verdict: Type.Optional(Verdict),
      after: Type.Optional(Type.Integer({ minimum: 0, description: 'how many to pass over' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_LISTED, default: 100 })),
    }),
    answer: strictObject({
      findings: Type.Array(MigrationFinding),
      total: Type.Integer({ description: 'how many there are in all' }),
      last: Type.Integer({ description: 'how many were passed over or listed' }),
      more: Type.Boolean({ description: 'whether more fit' }),
    }),
    run: ({ environment }, { rule, verdict, after = 0, limit = 100 }) => {
      const found = findingsOf(migrationOf(environment)).filter(
        (finding) =>
          (rule === undefined || finding.rule === rule) && (verdict === undefined || finding.verdict === verdict),
      );
      const findings = found.slice(after, after + limit);
      const last = after + findings.length;
      return { findings, total: found.length, last, more: last < found.length };
    },
  }),
  'migration.close': controlCall({
    method: 'DELETE',
    path: '/migration/plan',
    scope: 'environment',
    summary: 'Closes the plan that is open',
    answer: strictObject({ cleared: Type.Boolean({ description: 'whether one was' }) }),
    run: ({ environment }) => ({ cleared: opened.delete(environment) }),
  }),
};

function findingsOf({ secrets }: OpenedMigration): Finding[] {
  return secrets.flatMap(({ name, target, findings }) =>
    findings.map(({ rule, verdict }) => ({ secret: name, target, rule, verdict })),
  );
}
