import { isDenied } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { ControlError, notFound, strictObject } from '@dragoman/input';
import { RedactedExplanation, type RejectedRequest, redactExplanation } from '@dragoman/journal';
import { type Door, callInstead, explainDenied, type Explanation, type WireRequest } from '@dragoman/protocol-kit';
import { identityWarnings } from '@dragoman/seeds';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { rejectWithoutJournal } from '../journal-off.ts';
import { MESSAGES } from '../messages.ts';

const MAX_NEAR = 3;

/** Why requests were rejected. */
export const explainCalls = {
  explain: controlCall({
    method: 'GET',
    path: '/journal/{request_id}/explain',
    scope: 'environment',
    summary: 'Says why a request was rejected, and what would have made it right',
    description:
      'Looks for the correction that makes the signature right, for the operation that a route may ' +
      'have meant, for the owner of a token. Values that may be secrets are masked; neither a ' +
      'secret key nor a right signature is shown. The latest rejected requests can be explained, as ' +
      'many as the journal keeps.',
    params: strictObject({ request_id: Type.String({ description: 'as the client got it' }) }),
    answer: RedactedExplanation,
    async run({ environment, language }, { request_id: requestId }) {
      rejectWithoutJournal(environment);
      const rejected = environment.journal.reader.requestOf(requestId);
      if (rejected === null) throw await notRejected(environment, requestId);
      const { reader } = environment.journal;
      return redactExplanation(
        await explainRejected(environment, rejected),
        await reader.entryFor(rejected.entry),
        (text) => reader.redact(text),
        language,
      );
    },
  }),
};

async function notRejected(environment: Environment, requestId: string): Promise<ControlError> {
  const rendered = await environment.journal.reader.redact(requestId);
  const entry = await environment.journal.reader.get(requestId);
  if (entry === null) return notFound(MESSAGES.unknownRequest({ id: rendered }));
  if (entry.outcome === 'success') return new ControlError(409, 'not-rejected', MESSAGES.notRejected({ id: rendered }));
  return new ControlError(410, 'forgotten', MESSAGES.requestForgotten({ id: rendered }));
}

async function explainRejected(
  environment: Environment,
  { request, rejection, entry }: RejectedRequest,
): Promise<Explanation> {
  const doors = await environment.doors();
  if (entry.injected) {
    return {
      about: 'rule',
      verdict: MESSAGES.faultAnswered,
      remedies: [MESSAGES.seeFaults],
      signature: null,
      nearest: [],
    };
  }
  const permission = await explainPermission(environment, entry);
  if (permission !== null) return permission;
  const received = { request, requestId: entry.requestId, receivedAt: entry.receivedAt };
  const door = doors.find(({ name }) => name === entry.door);
  return door === undefined ? explainUnmatched(doors, request, received) : door.explain(received, rejection);
}

/** `null` where no check of the request's permissions failed. */
async function explainPermission(
  environment: Environment,
  { door: name, checks, identityId }: RejectedRequest['entry'],
): Promise<Explanation | null> {
  const denied = checks?.find(isDenied);
  const permissions = (await environment.doors()).find((door) => door.name === name)?.permissions ?? null;
  if (checks === null || denied === undefined || permissions === null) return null;
  const explanation = explainDenied(identityId, checks, denied, () => permissions.least([denied.check]));
  // An action that is written wrong is the likeliest reason why nothing allows it.
  const identity = (await environment.services.identities.list()).find(({ id }) => id === identityId);
  const doubts = denied.outcome === 'implicit-deny' && identity !== undefined ? identityWarnings(identity) : [];
  return { ...explanation, remedies: [...doubts, ...explanation.remedies] };
}

/** Any door may have been meant. */
async function explainUnmatched(
  doors: readonly Door[],
  { method }: WireRequest,
  received: Parameters<Door['explain']>[0],
): Promise<Explanation> {
  const all = await Promise.all(doors.map((door) => door.explain(received, null)));
  const nearest = all
    .flatMap((one) => one.nearest)
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, MAX_NEAR);
  const [first] = nearest;
  return {
    about: 'route',
    verdict: MESSAGES.noDoorTakes({ method }),
    remedies: first === undefined ? [] : [callInstead(first)],
    signature: null,
    nearest,
  };
}
