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

const OF_SOURCES: Readonly<Record<SourceKind, Grade | null>> = {
  'live-capture': 'live capture',
  'vendor-source': 'vendor source',
  'vendor-document': 'vendor document',
  report: null,
};

/** Where tests are that give more than our own: those that an official client drives, and so on. */
const OF_WITNESSES: readonly (readonly [Grade, RegExp])[] = [
  ['official SDK seen', /^conformance\/(python|go|java|instance)\/|^packages\/gateway\/test\/sdk\//],
  ['upstream suite', /^conformance\/unchanged\//],
  [
    'vendor vector',
    /^packages\/(adapter-aliyun\/test\/(vectors|dkms\/requests)|huawei-platform\/test\/signatures)\.test\.ts$/,
  ],
];

/** Every grade of a fact, the strongest first: `inferred` alone where nothing gives another. */
export function gradesOf({ sources, witnesses }: Pick<Fact, 'sources' | 'witnesses'>): readonly Grade[] {
  const given = new Set([...sources.map(({ kind }) => OF_SOURCES[kind]), ...witnesses.map(gradeOfWitness)]);
  const grades = GRADES.filter((grade) => given.has(grade));
  return grades.length === 0 ? ['inferred'] : grades;
}

function gradeOfWitness({ file }: Witness): Grade | null {
  return OF_WITNESSES.find(([, files]) => files.test(file))?.[0] ?? null;
}
