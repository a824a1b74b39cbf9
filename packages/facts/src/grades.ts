import type { Fact, SourceKind, Witness } from './fact.ts';

/**
 * How a fact is known, the strongest first. A fact has every grade that its sources and witnesses give; grades are
 * never summed, and never written down.
 */
export const GRADES = [
  'live capture',
  'official SDK seen',
  'upstream suite',
  'vendor vector',
  'vendor source',
  'vendor document',
  'inferred',
] as const;

export type Grade = (typeof GRADES)[number];

/** A grade as flags and documents have it, in one word: `vendor-document`. */
export type GradeId = string;

export function gradeIdOf(grade: Grade): GradeId {
  return grade.toLowerCase().replaceAll(' ', '-');
}

/** @returns `null` for a word that names none */
export function gradeOfId(id: GradeId): Grade | null {
  return GRADES.find((grade) => gradeIdOf(grade) === id) ?? null;
}

const OF_SOURCES: Readonly<Record<SourceKind, Grade | null>> = {
  'live-capture': 'live capture',
  'vendor-source': 'vendor source',
  'vendor-document': 'vendor document',
  report: null,
};

/** Which tests give more than our own: those that an official client drives, and so on; by `file > test`. */
const OF_WITNESSES: readonly (readonly [Grade | null, RegExp])[] = [
  // Clients of ours by the rules of golangsdk, which no module proxy has, and the client that it was made of.
  [null, /^conformance\/go\/(golangsdk|gophercloud|terraform_huawei)/],
  ['official SDK seen', /^conformance\/(python|go|java|instance)\/|^packages\/gateway\/test\/sdk\//],
  ['upstream suite', /^conformance\/upstream\//],
  ['vendor vector', /^packages\/adapter-aliyun\/test\/vectors\.test\.ts >/],
  ['vendor vector', /^packages\/adapter-aliyun\/test\/dkms\/requests\.test\.ts > the request (?!synthetic)/],
  ['vendor vector', /^packages\/huawei-platform\/test\/signatures\.test\.ts >/],
];

/** Every grade of a fact, the strongest first: `inferred` alone where nothing gives another. */
export function gradesOf({ sources, witnesses }: Pick<Fact, 'sources' | 'witnesses'>): readonly Grade[] {
  const given = new Set([...sources.map(({ kind }) => OF_SOURCES[kind]), ...witnesses.map(gradeOfWitness)]);
  const grades = GRADES.filter((grade) => given.has(grade));
  return grades.length === 0 ? ['inferred'] : grades;
}

function gradeOfWitness({ file, test }: Witness): Grade | null {
  return OF_WITNESSES.find(([, tests]) => tests.test(`${file} > ${test}`))?.[0] ?? null;
}
