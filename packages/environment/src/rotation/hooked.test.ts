import { RotationFailedError, type RotationRequest, type RotationTarget, type SecretValue } from '@dragoman/core';
import { expect, it } from '@jest/globals';

import { withHook } from './hooked.ts';

const REQUEST = { accounts: 'one' } as RotationRequest;
const VALUE: SecretValue = { type: 'text', data: 'made' };
const FAILURE = new RotationFailedError({ code: 'unreachable', message: 'nobody answered' });

function target(name: string, heard: string[], isFailing = false): RotationTarget {
  return {
    create: async () => {
      heard.push(`${name} create`);
      return VALUE;
    },
    apply: async () => {
      heard.push(`${name} apply`);
      if (isFailing) throw FAILURE;
    },
  };
}

it('has the target make a value, and tells the hook of it once it is in use', async () => {
  const heard: string[] = [];
  const hooked = withHook(target('target', heard), target('hook', heard), () => undefined);
  expect(await hooked.create(REQUEST)).toBe(VALUE);
  await hooked.apply(REQUEST, VALUE);
  expect(heard).toEqual(['target create', 'target apply', 'hook apply']);
});

it('rotates though the hook fails, and not where the target does', async () => {
  const failures: unknown[] = [];
  const heard: string[] = [];
  await withHook(target('target', heard), target('hook', heard, true), (error) => failures.push(error)).apply(
    REQUEST,
    VALUE,
  );
  expect(failures).toEqual([FAILURE]);
  const failing = withHook(target('target', heard, true), target('hook', heard), () => undefined);
  await expect(failing.apply(REQUEST, VALUE)).rejects.toThrow(FAILURE);
  expect(heard).toEqual(['target apply', 'hook apply', 'target apply']);
});
