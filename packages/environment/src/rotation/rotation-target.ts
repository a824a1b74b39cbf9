import type { Ids, RotationTarget } from '@dragoman/core';

import { generatedRotation } from './generated.ts';
import { withHook } from './hooked.ts';
import { httpPost } from './post.ts';
import { webhookRotation } from './webhook.ts';

/** How long who hears of rotated values may take. */
const HOOK_TIMEOUT_MS = 2_000;

interface TargetParts {
  readonly settings: {
    readonly rotation: { readonly webhook_url?: string | undefined; readonly webhook_timeout_seconds: number };
  };
  /** Who hears of each rotated value; absent where nobody does. */
  readonly rotationHookUrl?: string | undefined;
  readonly onError: (where: string, error: unknown) => void;
}

/** Where values are rotated: at the webhook of the settings, or made here where there is none. */
export function rotationTargetOf({ settings, rotationHookUrl: hook, onError }: TargetParts, ids: Ids): RotationTarget {
  const { webhook_url: url, webhook_timeout_seconds: seconds } = settings.rotation;
  const target = url === undefined ? generatedRotation(ids) : webhookRotation(url, httpPost(seconds * 1_000));
  if (hook === undefined) return target;
  return withHook(target, webhookRotation(hook, httpPost(HOOK_TIMEOUT_MS)), (error) => {
    onError('rotation hook', error);
  });
}
