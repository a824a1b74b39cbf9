import type { Tag } from '@dragoman/core';
import { PolicyDocumentError } from '@dragoman/protocol-kit';

import type { ConditionContext } from './conditions.ts';
import type { RamCheck } from './request.ts';
import { compiledText } from './stored-policies.ts';

/** The policy of a secret or key, to be asked too. One that came with a state and is none decides nothing. */
export function attachedTo(to: 'secret' | 'key', text: string | null): RamCheck['attached'] {
  if (text === null) return undefined;
  try {
    return { to, policy: compiledText(text, 'resource', `the policy of the ${to}`) };
  } catch (error) {
    if (error instanceof PolicyDocumentError) return undefined;
    throw error;
  }
}

/** What conditions are told of the tags of a thing: RAM's own key, and KMS's where it has one. */
export function tagConditions(own: 'kms:tag/' | null, tags: readonly Tag[]): ConditionContext {
  return Object.fromEntries(
    tags.flatMap(({ key, value }) => {
      const name = key.toLowerCase();
      return [
        [`acs:resourcetag/${name}`, value] as const,
        ...(own === null ? [] : [[`${own}${name}`, value] as const]),
      ];
    }),
  );
}
