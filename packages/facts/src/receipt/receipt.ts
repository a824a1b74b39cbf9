import type { Catalogue } from '../catalogue.ts';
import type { Fact } from '../fact.ts';
import { type Grade, gradeIdOf, type GradeId, GRADES, gradesOf } from '../grades.ts';

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
  /** Of HTTP; 0 where nothing was sent. */
  readonly status: number;
  /** The names of fields that it sent and nothing read. */
  readonly unread: readonly string[];
  /** The names of optional fields that it gave. */
  readonly given: readonly string[];
}

/** What a receipt is told apart by from other files. */
export const RECEIPT_FORMAT = 'dragoman-receipt/1';

/** What a run used, and what is known of it. */
export interface UsedItem {
  readonly door: string;
  readonly operation: string;
  /** `null`: the operation itself. */
  readonly code: string | null;
  readonly requests: number;
  /** How often which status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The ids of the facts by their strongest grade; grades are never summed. */
  readonly facts: Readonly<Record<string, string[]>>;
  /** `null` where nothing is known. */
  readonly strongest: GradeId | null;
  readonly weakest: GradeId | null;
  /** Whether one fact has the grade that was asked for, or a stronger one. */
  readonly is_enough: boolean;
}

/** What a run asked for that no door serves. */
export interface NotServed {
  /** `null` where it matched no door. */
  readonly door: string | null;
  /** The operation, or method and path where it is not known. */
  readonly request: string;
  readonly requests: number;
}

/** A field that a run sent and that changes nothing. */
export interface FieldWithoutEffect {
  readonly door: string;
  readonly operation: string;
  readonly field: string;
  /** `unread`: no code asks for it; `ignored`: it is checked or kept, and nothing comes of it, as a fact says. */
  readonly why: 'unread' | 'ignored';
  /** What the fact says; `null` where none does. */
  readonly fact: string | null;
  readonly requests: number;
}

/** What a door that the run called has, and was not asked for. */
export interface NotCalled {
  readonly door: string;
  readonly operations: string[];
}

/** Which facts a run rested on: a document, which tools read, so its members are named as the control API's are. */
export interface Receipt {
  readonly format: typeof RECEIPT_FORMAT;
  readonly requests: number;
  /** How many requests are not in it, as whoever counted them has them no more. */
  readonly dropped: number;
  readonly min_grade: GradeId | null;
  /** Whether all that was used is enough. */
  readonly passed: boolean;
  readonly used: UsedItem[];
  readonly not_served: NotServed[];
  readonly without_effect: FieldWithoutEffect[];
  readonly not_called: NotCalled[];
}

export interface ReceiptParts {
  readonly requests: readonly MadeRequest[];
  readonly dropped: number;
  readonly catalogue: Pick<Catalogue, 'factsOf' | 'factsOfError'>;
  /** The doors with the operations that each serves. */
  readonly doors: readonly { readonly name: string; readonly operations: readonly string[] }[];
  readonly minGrade: Grade | null;
}

/** Joins the requests of a run with what is known of what they used. */
export function receiptOf({ requests, dropped, catalogue, doors, minGrade }: ReceiptParts): Receipt {
  const operations = new Map(doors.map((door) => [door.name, new Set(door.operations)]));
  const served = requests
    .filter(isKnown)
    .filter(({ door, operation }) => operations.get(door)?.has(operation) === true);
  const used = groupedBy(served, ({ door, operation }) => [door, operation]).flatMap((members) => [
    itemOf(members, null, catalogue, minGrade),
    ...groupedBy(members.filter(hasCode), ({ code }) => [code]).map((rejected) =>
      itemOf(rejected, rejected[0].code, catalogue, minGrade),
    ),
  ]);
  return {
    format: RECEIPT_FORMAT,
    ...{ requests: requests.length, dropped, min_grade: minGrade === null ? null : gradeIdOf(minGrade) },
    ...{ passed: used.every((item) => item.is_enough), used },
    not_served: notServed(requests, served),
    without_effect: fieldsWithoutEffect(served, catalogue),
    not_called: doors.map(({ name, operations: all }) => notCalled(name, all, served)).filter(isAsked),
  };
}

function notServed(requests: readonly MadeRequest[], served: readonly MadeRequest[]): NotServed[] {
  const seen = new Set(served);
  return groupedBy(
    requests.filter((request) => !seen.has(request)),
    (request) => [request.door ?? '', whatOf(request)],
  ).map((members) => ({ door: members[0].door, request: whatOf(members[0]), requests: members.length }));
}

function fieldsWithoutEffect(
  served: readonly KnownRequest[],
  catalogue: ReceiptParts['catalogue'],
): FieldWithoutEffect[] {
  const fields = served.flatMap((request) => [
    ...request.unread.map((field) => ({ request, field, why: 'unread' as const, fact: null })),
    ...ignoredIn(request, catalogue),
  ]);
  return groupedBy(fields, ({ request: { door, operation }, field, why }) => [door, operation, field, why]).map(
    (members) => {
      const [{ request, field, why, fact }] = members;
      return { door: request.door, operation: request.operation, field, why, fact, requests: members.length };
    },
  );
}

function ignoredIn(request: KnownRequest, catalogue: ReceiptParts['catalogue']) {
  if (request.given.length === 0) return [];
  const { door, operation } = request;
  return [...catalogue.factsOf(door, operation), ...catalogue.factsOf(door, '*')]
    .filter(({ kind }) => kind === 'ignored')
    .filter(({ subject }) => request.given.includes(subject.slice(subject.lastIndexOf('.') + 1)))
    .map(({ subject, claim }) => ({ request, field: subject, why: 'ignored' as const, fact: claim }));
}

/** `null` of a door that the run did not call: nobody is told of a cloud that is not his. */
function notCalled(door: string, operations: readonly string[], served: readonly MadeRequest[]): NotCalled | null {
  const called = new Set(served.filter((request) => request.door === door).map(({ operation }) => operation));
  return called.size === 0 ? null : { door, operations: operations.filter((name) => !called.has(name)).toSorted() };
}

function isAsked(called: NotCalled | null): called is NotCalled {
  return called !== null && called.operations.length > 0;
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
  const byGrade = Map.groupBy(facts, (fact) => gradesOf(fact)[0] ?? 'inferred');
  const grades = GRADES.filter((grade) => byGrade.has(grade));
  const strongest = grades[0] ?? null;
  const weakest = grades.at(-1) ?? null;
  return {
    ...{ door, operation, code, requests: requests.length, statuses: statusesOf(requests) },
    facts: Object.fromEntries(grades.map((grade) => [gradeIdOf(grade), idsOf(byGrade.get(grade) ?? [])])),
    strongest: strongest === null ? null : gradeIdOf(strongest),
    weakest: weakest === null ? null : gradeIdOf(weakest),
    is_enough: minGrade === null || (strongest !== null && GRADES.indexOf(strongest) <= GRADES.indexOf(minGrade)),
  };
}

function statusesOf(requests: readonly MadeRequest[]): Record<string, number> {
  const byStatus = Map.groupBy(requests, ({ status }) => String(status));
  return Object.fromEntries([...byStatus].map(([status, { length }]) => [status, length]));
}

function idsOf(facts: readonly Fact[]): string[] {
  return facts.map(({ id }) => id).toSorted();
}

/** An error counts where it was answered, and a gap is no evidence of what is there. */
function isOfOperation({ kind }: Fact): boolean {
  return kind !== 'error' && kind !== 'gap' && kind !== 'ignored';
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
