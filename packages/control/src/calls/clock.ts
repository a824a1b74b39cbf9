import {
  advanceClock,
  type AdvanceReport,
  type ClockChange,
  type Environment,
  type TargetTime,
  InvalidTargetTimeError,
  setClock,
} from '@dragoman/environment';
import {
  ControlError,
  durationFrom,
  durationSchema,
  invalidInput,
  strictObject,
  timeFrom,
  timeSchema,
} from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { MESSAGES } from '../messages.ts';

const Mode = Type.Union([Type.Literal('real'), Type.Literal('offset'), Type.Literal('frozen')], {
  description: "real is the machine's clock, offset is shifted against it, frozen does not move",
});

const Signatures = Type.Union([Type.Literal('either'), Type.Literal('gateway')], {
  description:
    "which clock the stated time of a signature must be near: either the machine's, by which " +
    'clients sign, or this one; or gateway, this one alone',
});

const Due = {
  at: Type.String({ format: 'date-time' }),
  what: Type.String({ description: 'such as secret-deletion, secret-rotation, version-expiry, key-rotation' }),
};

const DueItem = strictObject({
  ...Due,
  subject: Type.String({ description: 'the name of a secret, the id of a key, whose token it is' }),
  vault: Type.Union([Type.String(), Type.Null()], { description: 'null for a token' }),
});

const clock = {
  mode: Mode,
  now: Type.String({ format: 'date-time' }),
  now_ms: Type.Integer({ description: 'Unix milliseconds' }),
  offset_ms: Type.Integer({ description: "how far ahead of the machine's clock; behind is negative" }),
  signatures: Signatures,
  next: Type.Union([strictObject(Due), Type.Null()], { description: 'what falls due next' }),
};
const Clock = strictObject(clock);

const ClockWithDone = strictObject({
  ...clock,
  done: Type.Array(strictObject({ ...Due, count: Type.Integer() }), {
    description: 'what was done of what fell due, in order; the first 1,000 entries',
  }),
  done_truncated: Type.Boolean({ description: 'whether entries are missing in `done`; the totals are whole' }),
  totals: Type.Record(Type.String(), Type.Integer(), { description: 'how much of each was done' }),
});

/** How many tokens of a kind are looked at. */
const MAX_TOKENS = 10_000;

const Setting = strictObject(
  {
    mode: Type.Optional(Mode),
    offset: Type.Optional(durationSchema("how far ahead of the machine's clock, with mode offset; -1h is behind")),
    at: Type.Optional(timeSchema('the time to freeze at, with mode frozen; without it the time that it is')),
    advance: Type.Optional(durationSchema('as POST /clock/advance: next, or')),
    signatures: Type.Optional(Signatures),
  },
  { minProperties: 1 },
);

const Advance = strictObject(
  {
    by: Type.Optional(durationSchema('how far')),
    to: Type.Optional(timeSchema('where to: next, which is when something falls due, or')),
  },
  { minProperties: 1 },
);

/** The clock that everything in an environment goes by. */
export const clockCalls = {
  'clock.get': controlCall({
    method: 'GET',
    path: '/clock',
    scope: 'environment',
    summary: 'Shows the time, and what falls due next',
    answer: Clock,
    run: ({ environment }) => render(environment),
  }),
  'clock.due': controlCall({
    method: 'GET',
    path: '/clock/due',
    scope: 'environment',
    summary: 'Lists what falls due, in its order: deletions, rotations, expiries, tokens',
    description: 'Each secret, key and token stands once, with the first that falls due of it.',
    query: strictObject({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 100 })) }),
    answer: strictObject({ due: Type.Array(DueItem) }),
    run: async ({ environment }, { limit = 100 }) => ({ due: await upcoming(environment, limit) }),
  }),
  'clock.set': controlCall({
    method: 'PUT',
    path: '/clock',
    scope: 'environment',
    summary: 'Sets the clock: real, shifted, frozen, or on by a duration',
    description:
      'What fell due by the time that it is set to is done before the call answers, each thing once ' +
      'and at that time, as after a sleep; `advance` stops at each time on the way instead. Set ' +
      'back, nothing that happened is undone.',
    body: Setting,
    answer: ClockWithDone,
    run: async ({ environment, signal }, { advance, ...given }) => {
      if (advance === undefined)
        return withDone(
          environment,
          await setClock(environment, { setting: settingFrom(given), signatures: given.signatures }),
        );
      const isAlone = Object.keys(given).length === 0;
      if (!isAlone) throw invalidInput(MESSAGES.advanceAlone, { field: 'advance' });
      return advanceTo(
        environment,
        advance === 'next' ? 'next' : { byMs: durationFrom(advance, 'advance', 'positive') },
        'advance',
        signal,
      );
    },
  }),
  'clock.advance': controlCall({
    method: 'POST',
    path: '/clock/advance',
    scope: 'environment',
    summary: 'Advances the clock, and does everything that falls due on the way, in order and each at its own time',
    description:
      'Answers when all is done. A secret that rotates daily is rotated thirty times in thirty ' +
      'days, a day apart. Calls wait for each other. With nothing that falls due, `next` is ' +
      'rejected (409 nothing-due). A caller who disconnects leaves the clock where it is by then.',
    body: Advance,
    answer: ClockWithDone,
    run: async ({ environment, signal }, { by, to }) => {
      if ((by === undefined) === (to === undefined)) throw invalidInput(MESSAGES.byOrTo, { field: 'by' });
      if (by !== undefined) return advanceTo(environment, { byMs: durationFrom(by, 'by', 'positive') }, 'by', signal);
      return advanceTo(environment, to === 'next' ? 'next' : { at: timeFrom(to ?? '', 'to') }, 'to', signal);
    },
  }),
};

/** @throws ControlError where the fields do not go together */
function settingFrom({ mode, offset, at }: Omit<Static<typeof Setting>, 'advance'>): ClockChange['setting'] {
  if (offset !== undefined && mode !== 'offset') throw invalidInput(MESSAGES.offsetNeedsMode, { field: 'offset' });
  if (at !== undefined && mode !== 'frozen') throw invalidInput(MESSAGES.atNeedsMode, { field: 'at' });
  if (mode === 'offset') {
    if (offset === undefined) throw invalidInput(MESSAGES.modeNeedsOffset, { field: 'offset' });
    return { mode, offsetMs: durationFrom(offset, 'offset', 'any') };
  }
  if (mode === 'frozen') return at === undefined ? 'stop' : { mode, at: timeFrom(at, 'at') };
  return mode === undefined ? undefined : { mode };
}

async function advanceTo(
  environment: Environment,
  target: TargetTime,
  field: string,
  signal: AbortSignal,
): Promise<Static<typeof ClockWithDone>> {
  try {
    return await withDone(environment, await advanceClock(environment, target, signal));
  } catch (error) {
    if (!(error instanceof InvalidTargetTimeError)) throw error;
    switch (error.reason) {
      case 'past':
        throw invalidInput(MESSAGES.inThePast({ field }), { field });
      case 'too-late':
        throw invalidInput(MESSAGES.tooLate({ field }), { field });
      case 'nothing-due':
        throw new ControlError(409, 'nothing-due', MESSAGES.nothingDue);
    }
  }
}

/** Tokens are no business of the scheduler: who looks at one knows whether it has expired. */
async function upcoming({ scheduler, services, clock: held }: Environment, limit: number) {
  const now = held.now();
  const kinds = ['token', 'user-token', 'access-key'] as const;
  const tokens = await Promise.all(kinds.map((kind) => services.identities.accessCredentials(kind, MAX_TOKENS)));
  const expiring = tokens
    .flat()
    .flatMap(({ identity, accessCredential: { kind, expiresAt } }) =>
      expiresAt === null || expiresAt < now
        ? []
        : [{ at: expiresAt, what: `${kind}-expiry`, subject: identity.name, vault: null }],
    );
  return [...(await scheduler.upcoming(limit)), ...expiring]
    .toSorted((left, right) => left.at - right.at)
    .slice(0, limit)
    .map(({ at, what, subject, vault }): Static<typeof DueItem> => ({ at: isoTime(at), what, subject, vault }));
}

async function render({ clock: held, scheduler }: Environment): Promise<Static<typeof Clock>> {
  const next = await scheduler.next();
  const now = held.now();
  return {
    mode: held.mode,
    now: isoTime(now),
    now_ms: now,
    offset_ms: held.offsetMs,
    signatures: held.signatures,
    next: next === null ? null : { at: isoTime(next.at), what: next.what },
  };
}

async function withDone(
  environment: Environment,
  { done, truncated, totals }: AdvanceReport,
): Promise<Static<typeof ClockWithDone>> {
  return {
    ...(await render(environment)),
    done: done.map(({ at, what, count }) => ({ at: isoTime(at), what, count })),
    done_truncated: truncated,
    totals: { ...totals },
  };
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
