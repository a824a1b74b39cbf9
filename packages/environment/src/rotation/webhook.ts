import {
  type Json,
  RotationFailedError,
  type RotationRequest,
  type RotationTarget,
  type SecretValue,
} from '@dragoman/core';
import type { Post, PostAnswer } from '@dragoman/protocol-kit';

/** The longest value that an answer may give, in bytes. */
const MAX_VALUE = 32_768;

/**
 * Lets a function of the user's own make values and put them into use. Each step is a POST of JSON:
 *
 *     { "step": "create" | "apply", "secret": { "vault", "id", "name", "attributes" }, "accounts": "one" | "two",
 *       "current": { "type", "data" }, "previous": { … } | null, "value": { … } | null }
 *
 * `create` answers 200 with `{ "value": "…" }`, the data of the new value; any 2xx to `apply` says that it is in use.
 * Anything else has failed; a `code` in the answer is shown with the failure. Both steps may come more than once.
 */
export function webhookRotation(url: string, post: Post): RotationTarget {
  return {
    async create(request) {
      const answer = await call(url, post, { step: 'create', request, value: null });
      const data = stringIn(answer.body, 'value');
      if (data === null || data === '' || Buffer.byteLength(data) > MAX_VALUE) {
        throw new RotationFailedError({
          code: 'invalid-answer',
          message: 'the rotation function answered the step create with no value that fits',
        });
      }
      return { type: request.current.type, data };
    },
    async apply(request, value) {
      await call(url, post, { step: 'apply', request, value });
    },
  };
}

interface Step {
  readonly step: 'create' | 'apply';
  readonly request: RotationRequest;
  readonly value: SecretValue | null;
}

/** @throws RotationFailedError */
async function call(url: string, post: Post, step: Step): Promise<PostAnswer> {
  const answer = await post(url, {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(facts(step)),
  }).catch((cause: unknown) => {
    throw new RotationFailedError(
      { code: 'unreachable', message: `the rotation function did not answer the step ${step.step}` },
      { cause },
    );
  });
  if (answer.status >= 200 && answer.status < 300) return answer;
  const given = stringIn(answer.body, 'code') ?? '';
  // What else the function says may hold a value.
  const code = /^[\w.-]{1,64}$/.test(given) ? given : `http-${answer.status}`;
  throw new RotationFailedError({
    code,
    message: `the rotation function answered the step ${step.step} with status ${answer.status}`,
  });
}

function facts({ step, request, value }: Step): Json {
  const { secret, accounts, current, previous } = request;
  return {
    step,
    secret: { vault: secret.vault, id: secret.id, name: secret.name, attributes: secret.attributes },
    accounts,
    current: plain(current),
    previous: previous === null ? null : plain(previous),
    value: value === null ? null : plain(value),
  };
}

function plain({ type, data }: SecretValue): Json {
  return { type, data };
}

function stringIn(body: string, key: string): string | null {
  try {
    const value = (JSON.parse(body) as Record<string, unknown> | null)?.[key];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
