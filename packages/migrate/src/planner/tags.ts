import type { Finding } from '../model/verdict.ts';
import { findingOf } from '../rules/catalogue.ts';
import type { PlanContext } from './context.ts';

/** The tags that move, and what is to be said of the others. */
export interface PlannedTags {
  readonly tags: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

/** What the target does not take in the key and in the value of a tag. */
const FORBIDDEN = {
  aliyun: { key: /[^A-Za-z0-9/\\_\-.+=:@]+/gu, value: /[^A-Za-z0-9/\\_\-.+=:@]+/gu },
  huawei: { key: /[^\p{L}\p{N} _.:=+\-@]+/gu, value: /[^\p{L}\p{N} _.:=+\-@/]+/gu },
};
const RESERVED = { aliyun: /^(aliyun|acs:)/, huawei: /^_sys_/ };

type Aspect = 'TAG-RESERVED' | 'TAG-CHARSET' | 'TAG-LENGTH';

/** The tags at the target. */
export function planTags(tags: Readonly<Record<string, string>>, context: PlanContext): PlannedTags {
  const { direction, target, options } = context;
  const entries = Object.entries(tags);
  if (target === 'bk')
    return {
      tags: {},
      findings: entries.length === 0 ? [] : [findingOf(direction, 'TAGS', { count: entries.length })],
    };
  const counts = new Map<Aspect, number>();
  const moving = new Map<string, string>();
  const slugged: [string, string][] = [];
  for (const [key, value] of entries) {
    const aspect = problemOf(key, value, target, context);
    if (aspect === null) moving.set(key, value);
    else if (aspect === 'TAG-CHARSET' && options.tags === 'slug') slugged.push([key, value]);
    else counts.set(aspect, (counts.get(aspect) ?? 0) + 1);
  }
  const findings = [...counts].map(([aspect, count]) => findingOf(direction, aspect, { count }));
  return { tags: Object.fromEntries(moving), findings, ...withSlugs(moving, slugged, findings, context, target) };
}

function problemOf(
  key: string,
  value: string,
  target: 'huawei' | 'aliyun',
  { direction, profile }: PlanContext,
): Aspect | null {
  if (RESERVED[target].test(key)) return 'TAG-RESERVED';
  if (key.search(FORBIDDEN[target].key) !== -1 || value.search(FORBIDDEN[target].value) !== -1) return 'TAG-CHARSET';
  return direction === 'HW-ALI' && Array.from(value).length > profile.tag_value ? 'TAG-LENGTH' : null;
}

/** Tags whose characters are mapped, unless another has the key. */
function withSlugs(
  moving: Map<string, string>,
  slugged: readonly (readonly [string, string])[],
  findings: readonly Finding[],
  { direction }: PlanContext,
  target: 'huawei' | 'aliyun',
): Partial<PlannedTags> {
  if (slugged.length === 0) return {};
  let lost = 0;
  for (const [key, value] of slugged) {
    const slug = key.replace(FORBIDDEN[target].key, '-');
    if (moving.has(slug)) lost += 1;
    else moving.set(slug, value.replace(FORBIDDEN[target].value, '-'));
  }
  const verdict = lost > 0 ? 'lost' : 'changed';
  const finding = findingOf(direction, 'TAG-CHARSET', { verdict, count: lost > 0 ? lost : slugged.length });
  return { tags: Object.fromEntries(moving), findings: [...findings, finding] };
}
