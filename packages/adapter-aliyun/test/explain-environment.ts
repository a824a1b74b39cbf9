import { expect } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';
import { type Explanation, requestHead } from '@dragoman/protocol-kit';

import { type Environment, newEnvironment, type Params } from './environment.ts';
import { ELSE, SECRET } from './explain-mistakes.ts';
import { inEnglish, type InEnglish } from '../../../test/in-english.ts';

export const HOST = '127.0.0.1:4600';

/** A request as it is explained: its method, its target, its headers and its body. */
export type ExplainedRequest = [method: string, target: string, headers?: Params, body?: string];

/** One with a second caller. */
export async function newExplainEnvironment(): Promise<Environment> {
  const environment = await newEnvironment();
  await registerIdentity(
    environment.services,
    { id: 'somebody-else', name: 'else', addresses: 'any', attributes: {} },
    [{ kind: 'access-key', lookup: 'AKELSE', secret: ELSE, expiresAt: null }],
  );
  return environment;
}

/** What is said of a request, which never has a secret in it. */
export async function explainedIn(
  { door, services }: Environment,
  ...[method, target, headers = {}, body = '']: ExplainedRequest
): Promise<InEnglish<Explanation>> {
  const request = { ...requestHead(method, target, { host: HOST, ...headers }), body: Buffer.from(body) };
  const explanation = await door.explain(
    { request, requestId: 'r', receivedAt: services.clock.now() },
    { summary: 'as it was', help: null },
  );
  for (const secret of ['MARKED-SECRET', ELSE, `"${SECRET}`]) expect(JSON.stringify(explanation)).not.toContain(secret);
  return inEnglish(explanation);
}
