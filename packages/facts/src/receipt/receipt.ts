import type { Catalogue } from '../catalogue.ts';
import type { Fact } from '../fact.ts';
import { type Grade, GRADES, gradesOf } from '../grades.ts';

/** What a receipt needs to know of a request: entries of the journal have it. */
export interface MadeRequest {
  /** `null` where the request matched no door. */
  readonly door: string | null;
  /** `null` where it is not known. */
  readonly operation: string | null;
  readonly method: string;
  /** Without the query; `null` where the operation is known. */
  readonly path: string | null;
  /** The vendor's code of a rejection, else `null`. */
  readonly code: string | null;
}

/** What a run used, and what is known of it. */
export interface UsedItem {
  readonly door: string;
  readonly operation: string;
  /** `null`: the operation itself. */
  readonly code: string | null;
  readonly requests: number;
  /** How many facts have which grade as their strongest; grades are never summed. */
  readonly facts: Readonly<Partial<Record<Grade, number>>>;
  /** `null` where nothing is known. */
  readonly strongest: Grade | null;
  readonly weakest: Grade | null;
  /** Whether one fact has the grade that was asked for, or a stronger one. */
  readonly isEnough: boolean;
}

/** What a run asked for that no door serves. */
export interface NotServed {
  /** `null` where it matched no door. */
  readonly door: string | null;
  /** The operation, or method and path where it is not known. */
  readonly what: string;
  readonly requests: number;
}

/** Which facts a run rested on. */
export interface Receipt {
  readonly requests: number;
  readonly minGrade: Grade | null;
  readonly used: readonly UsedItem[];
  readonly notServed: readonly NotServed[];
}

export interface ReceiptParts {
  readonly requests: readonly MadeRequest[];
  readonly catalogue: Pick<Catalogue, 'factsOf' | 'factsOfError'>;
  /** Whether a door has the operation. */
  readonly isServed: (door: string, operation: string) => boolean;
  readonly minGrade: Grade | null;
}

/** Joins the requests of a run with what is known of what they used. */
export function receiptOf({ requests, catalogue, isServed, minGrade }: ReceiptParts): Receipt {
  const served = requests.filter(isKnown).filter(({ door, operation }) => isServed(door, operation));
  const seen = new Set<MadeRequest>(served);
  return {
    requests: requests.length,
    minGrade,
    used: groupedBy(served, ({ door, operation }) => [door, operation]).flatMap((members) => [
      itemOf(members, null, catalogue, minGrade),
      ...groupedBy(members.filter(hasCode), ({ code }) => [code]).map((rejected) =>
        itemOf(rejected, rejected[0].code, catalogue, minGrade),
      ),
    ]),
    notServed: groupedBy(
      requests.filter((request) => !seen.has(request)),
      (request) => [request.door ?? '', whatOf(request)],
    ).map((members) => ({ door: members[0].door, what: whatOf(members[0]), requests: members.length })),
  };
}

type KnownRequest = MadeRequest & { readonly door: string; readonly operation: string };

function isKnown(request: MadeRequest): request is KnownRequest {
  return request.door !== null && request.operation !== null;
}

function hasCode<Request extends MadeRequest>(request: Request): request is Request & { readonly code: string } {
  return request.code !== null;
}

function whatOf({ operation, method, path }: MadeRequest): string {
  return operation ?? `${method} ${path ?? ''}`.trimEnd();
}

function itemOf(
  requests: readonly [KnownRequest, ...KnownRequest[]],
  code: string | null,
  catalogue: ReceiptParts['catalogue'],
  minGrade: Grade | null,
): UsedItem {
  const { door, operation } = requests[0];
  const facts =
    code === null
      ? catalogue.factsOf(door, operation).filter(isOfOperation)
      : catalogue.factsOfError(door, operation, code);
  const counts = Map.groupBy(facts, (fact) => gradesOf(fact)[0] ?? 'inferred');
  const grades = GRADES.filter((grade) => counts.has(grade));
  const strongest = grades[0] ?? null;
  return {
    ...{ door, operation, code, requests: requests.length },
    facts: Object.fromEntries(grades.map((grade) => [grade, counts.get(grade)?.length ?? 0])),
    strongest,
    weakest: grades.at(-1) ?? null,
    isEnough: minGrade === null || (strongest !== null && GRADES.indexOf(strongest) <= GRADES.indexOf(minGrade)),
  };
}

/** An error counts where it was answered, and a gap is no evidence of what is there. */
function isOfOperation({ kind }: Fact): boolean {
  return kind !== 'error' && kind !== 'gap';
}

/** In the order of the keys, which does not depend on when each was asked. */
function groupedBy<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => readonly string[],
): (readonly [Member, ...Member[]])[] {
  const groups = Map.groupBy(members, (member) => keyOf(member).join('\n'));
  return [...groups]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, group]) => group as [Member, ...Member[]]);
}
