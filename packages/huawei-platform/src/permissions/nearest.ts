import type { NearStatement, StatementMismatch } from '@dragoman/core';
import { mismatch, nearestStatement, patternDistance } from '@dragoman/protocol-kit';

import type { ContextLookup } from './conditions.ts';
import { type Grant, type GrantScope, covers, type RequestScope } from './grants.ts';
import type { Statement } from './policy.ts';
import { resourceName } from './resource-pattern.ts';
import { isMet, isOnResource, type Question, type Subject } from './rights.ts';

/** The statement of somebody's grants that came closest to allowing what none allows. */
export function nearestTo(
  grants: readonly Grant[],
  question: Question & { readonly scope: RequestScope },
  lookup: ContextLookup,
): NearStatement | null {
  const subject = { name: resourceName(question.resource), scope: question.scope, lookup };
  return nearestStatement(
    grants.flatMap((grant) =>
      grant.policy.statements
        .filter(({ effect }) => effect === 'Allow')
        .map((statement) => ({
          source: 'identity',
          policy: grant.name,
          statement: statement.index + 1,
          mismatches: mismatchesOf(grant, statement, question, subject),
          distance: distanceTo(statement, question),
        })),
    ),
  );
}

function distanceTo({ actions, resources }: Statement, { actions: names, resource }: Question): number {
  return (
    Math.min(...names.map((name) => patternDistance(actions.written, name))) +
    patternDistance(resources?.written ?? [], resource)
  );
}

function mismatchesOf(
  grant: Grant,
  statement: Statement,
  { actions: names }: Question,
  subject: Subject,
): StatementMismatch[] {
  const { actions, resources, conditions, effect } = statement;
  return [
    ...(actions.matches(names.map((name) => name.toLowerCase())) ? [] : [mismatch(actions.field, actions.written)]),
    ...(isOnResource(statement, subject.name) ? [] : [mismatch('Resource', resources?.written ?? [])]),
    ...(covers(grant, effect, subject.scope) ? [] : [mismatch('scope', [scopeText(grant.scope)])]),
    ...conditions
      .filter((condition) => !isMet(condition, statement, subject))
      .map(({ written }) => mismatch('Condition', [written])),
  ];
}

function scopeText(scope: GrantScope): string {
  if (typeof scope === 'string') return scope;
  return 'project' in scope ? `project ${scope.project}` : `enterprise_project ${scope.enterpriseProject}`;
}
