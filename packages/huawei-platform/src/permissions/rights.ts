import type { Condition, ContextLookup } from './conditions.ts';
import { ANY, type Grant, type RequestScope, covers } from './grants.ts';
import type { Statement } from './policy.ts';
import { type ResourceName, resourceName } from './resource-pattern.ts';

/** What an operation asks for. */
export interface Question {
  /** The names of the action, the identity policies' first, any of which counts; the same list for the same action. */
  readonly actions: readonly string[];
  /** The URN of what it is about; `*` where it is about nothing. */
  readonly resource: string;
}

/** A statement that decided. */
export interface Decided {
  readonly grant: Grant;
  readonly statement: Statement;
}

/** What somebody's grants say to one question. */
export type Answer =
  | { readonly kind: 'allowed'; readonly by: Decided }
  | { readonly kind: 'explicit-deny'; readonly by: Decided }
  | { readonly kind: 'implicit-deny' };

/** The key of conditions on the enterprise project. */
const ENTERPRISE_PROJECT = 'g:EnterpriseProjectId';

const SILENT: Answer = { kind: 'implicit-deny' };

/**
 * Somebody's grants, ready to be asked: which statements are about an action is found out once for each action.
 */
export class Rights {
  readonly grants: readonly Grant[];
  readonly #about = new WeakMap<readonly string[], readonly Decided[]>();

  constructor(grants: readonly Grant[]) {
    this.grants = grants;
  }

  /**
   * Any Deny decides, else any Allow, of all grants whose scope covers the request (user guide of IAM, evaluation of
   * policies, 2023).
   */
  ask({ actions, resource }: Question, scope: RequestScope, lookup: ContextLookup): Answer {
    const about = this.about(actions);
    if (about.length === 0) return SILENT;
    const name = resourceName(resource);
    let allowed: Decided | null = null;
    for (const decided of about) {
      const { grant, statement } = decided;
      if (allowed !== null && statement.effect === 'Allow') continue;
      if (!covers(grant, statement.effect, scope) || !applies(statement, { name, scope, lookup })) continue;
      if (statement.effect === 'Deny') return { kind: 'explicit-deny', by: decided };
      allowed = decided;
    }
    return allowed === null ? SILENT : { kind: 'allowed', by: allowed };
  }

  /** The statements that are about an action, wherever they count. */
  about(actions: readonly string[]): readonly Decided[] {
    const known = this.#about.get(actions);
    if (known !== undefined) return known;
    const names = actions.map((name) => name.toLowerCase());
    const found = this.grants.flatMap((grant) =>
      grant.policy.statements
        .filter((statement) => statement.actions.matches(names))
        .map((statement) => ({ grant, statement })),
    );
    this.#about.set(actions, found);
    return found;
  }
}

/** What a statement is held against. */
export interface Subject {
  readonly name: ResourceName;
  readonly scope: RequestScope;
  readonly lookup: ContextLookup;
}

/** Which enterprise projects a list shows is decided for each of them: a condition on them lets the list pass. */
export function isMet(
  { key, holds }: Condition,
  { effect }: Statement,
  { scope, lookup }: Omit<Subject, 'name'>,
): boolean {
  return scope.enterpriseProject === ANY && key === ENTERPRISE_PROJECT ? effect === 'Allow' : holds(lookup(key));
}

function applies(statement: Statement, subject: Subject): boolean {
  return (
    isOnResource(statement, subject.name) &&
    statement.conditions.every((condition) => isMet(condition, statement, subject))
  );
}

/** Whether a statement is about a resource. */
export function isOnResource({ resources }: Statement, name: ResourceName): boolean {
  return resources === null || resources.patterns.some((matches) => matches(name));
}
