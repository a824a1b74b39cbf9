import type { Omission, Secret, LimitRule } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import type { Static } from '@sinclair/typebox';

import { summaryOf } from './render.ts';
import type { ListedSecret } from './schemas.ts';

/** What each rule is about. */
const WHY: Readonly<Record<LimitRule, string>> = {
  'NAME-CHARSET': 'a character of the name is not taken there',
  'NAME-LENGTH': 'the name is too long',
  'NAME-HAN': 'the name has more than 64 Han characters',
  'NAME-RESERVED': 'a generic secret may not begin with acs/',
  'NAME-DOT': 'the name has a dot, which strict_names forbids',
  'DESC-LENGTH': 'the description is too long, and is cut',
  'VALUE-SIZE': 'a value is too long',
  'VALUE-EMPTY': 'a value is empty',
  'VERSION-COUNT': 'more versions than there may be',
  'LABEL-COUNT': 'more labels than there may be',
  'LABEL-CHARSET': 'a character of a label is not taken there',
  'LABEL-RESERVED': "a label has the name of one of the cloud's own",
  LABELS: 'it knows no labels',
  TAGS: 'it knows no tags',
  'TAG-CHARSET': 'a character of a tag is not taken there',
  'TAG-LENGTH': 'the value of a tag is too long',
  'TAG-RESERVED': "the key of a tag begins as the cloud's own do",
};

/** A secret in a list, with what of it a cloud could hold. */
export async function summaryAt(
  { visibility }: Environment,
  door: keyof Environment['visibility'],
  secret: Secret,
): Promise<Static<typeof ListedSecret>> {
  const { secret: part, omitted } = await visibility[door](secret);
  const visible = part === null ? 'not' : omitted.length === 0 ? 'whole' : 'in-part';
  return { ...summaryOf(secret), visible, why: omitted.map(reasonOf) };
}

function reasonOf({ rule, part, count }: Omission): string {
  const what = part === 'secret' ? 'the secret' : part === 'description' ? part : `${count} ${part}`;
  return `${rule}: ${what}, as ${WHY[rule]}`;
}
