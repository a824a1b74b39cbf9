import type { Dialect } from '../model/direction.ts';
import type { PlanOptions, RenameRule } from '../model/options.ts';
import type { TargetProfile } from '../model/target-profile.ts';
import { h8 } from './hash.ts';

/** Rules on names that one name can meet. */
export type NameAspect = 'NAME-CHARSET' | 'NAME-LENGTH' | 'NAME-HAN' | 'NAME-RESERVED';

/** A name as the target takes it. */
export interface MappedName {
  readonly name: string;
  readonly aspects: readonly NameAspect[];
}

/** What of the target decides on names. */
export interface NameTarget {
  readonly dialect: Dialect;
  readonly profile: TargetProfile;
  readonly options: Pick<PlanOptions, 'dots'>;
}

/** What the hash and the dash before it take of a name. */
const HASH_LENGTH = 9;
const HAN = /\p{Script=Han}/gu;

/** The name at the target. Findings are those of the name as it is, and of what a rename rule makes of it. */
export function mapName(name: string, target: NameTarget, renames: readonly RenameRule[] = []): MappedName {
  const rename = renames.find(({ match }) => match.test(name));
  const automatic = fitName(name, name, target);
  if (rename === undefined) return automatic;
  const renamed = fitName(name.replace(rename.match, rename.to), name, target);
  return { name: renamed.name, aspects: [...new Set([...automatic.aspects, ...renamed.aspects])] };
}

function fitName(wanted: string, original: string, target: NameTarget): MappedName {
  const { dialect, profile } = target;
  const aspects: NameAspect[] = [];
  let name = wanted;
  const step = (aspect: NameAspect, mapped: string): void => {
    if (mapped === name) return;
    aspects.push(aspect);
    name = mapped;
  };
  if (dialect === 'aliyun') {
    step('NAME-RESERVED', name.replace(/^acs\//, 'acs-'));
    if ((name.match(HAN) ?? []).length > profile.name_han) step('NAME-HAN', name.replace(/\p{Script=Han}+/gu, '-'));
  }
  const forbidden = forbiddenCharacters(target);
  if (forbidden !== null) step('NAME-CHARSET', name.replace(forbidden, '-'));
  if (aspects.length > 0 && !hasSubstance(name, dialect)) name = `s-${h8(original)}`;
  if (Array.from(name).length > profile.name_max) step('NAME-LENGTH', withHash(name, original, profile.name_max));
  return { name, aspects };
}

/** Runs of what the target refuses in a name; BlueKing takes everything. */
function forbiddenCharacters({ dialect, options }: NameTarget): RegExp | null {
  switch (dialect) {
    case 'huawei':
      return options.dots === 'allowed' ? /[^A-Za-z0-9_.-]+/gu : /[^A-Za-z0-9_-]+/gu;
    case 'aliyun':
      return /[^A-Za-z0-9_/+=.@\p{Script=Han}-]+/gu;
    case 'bk':
      return null;
  }
}

function hasSubstance(name: string, dialect: Dialect): boolean {
  return (dialect === 'aliyun' ? /[A-Za-z0-9\p{Script=Han}]/u : /[A-Za-z0-9]/).test(name);
}

/** The name cut, with the hash of `hashed` behind it, in `max` characters. */
export function withHash(name: string, hashed: string, max: number): string {
  const cut = Array.from(name)
    .slice(0, max - HASH_LENGTH)
    .join('');
  return `${cut.replace(/-+$/, '')}-${h8(hashed)}`;
}
