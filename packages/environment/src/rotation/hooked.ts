import type { RotationTarget } from '@dragoman/core';

/**
 * A target of whose values another hears as well, by the step `apply`, once they are in use. That one fails without a
 * consequence for the rotation.
 */
export function withHook(
  target: RotationTarget,
  hook: RotationTarget,
  onFailed: (error: unknown) => void,
): RotationTarget {
  return {
    create: (request) => target.create(request),
    async apply(request, value) {
      await target.apply(request, value);
      await hook.apply(request, value).catch(onFailed);
    },
  };
}
