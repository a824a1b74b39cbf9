import { type Check, type DecidedCheck, DomainError, type Identity, isDenied, type Json } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { invalidInput, notFound, strictObject, timeFrom, timeSchema, unknownName } from '@dragoman/input';
import { type Language, verbatim } from '@dragoman/messages';
import { type JournalRecord, PermissionCheck, shownCheck } from '@dragoman/journal';
import { identityWarnings } from '@dragoman/seeds';
import { type Door, InvalidInputError, VendorError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { rejectWithoutJournal } from '../journal-off.ts';
import { MESSAGES } from '../messages.ts';

const Least = Type.Unknown({ description: "the least policy that allows it, in the vendor's own grammar" });
const DoorName = Type.String({ description: 'huawei, aliyun or bk' });

const Minimal = strictObject({
  door: DoorName,
  identity: Type.String({ description: 'its id' }),
  role: Type.Optional(Type.String({ description: 'what it did in sessions of this role, whose policy it is then' })),
  policy: Least,
  requests: Type.Integer({ description: 'how many requests it is made of' }),
});

/** Who may do what. */
export const permissionCalls = {
  'permissions.check': controlCall({
    method: 'POST',
    path: '/permissions/check',
    scope: 'environment',
    summary: 'Says what would be decided of a call, without making it',
    description:
      'Asks as the operation would: what it checks at first, and what it checks once it found something. Whatever ' +
      'permissions are set to, nothing is changed and nothing recorded.',
    body: strictObject({
      door: DoorName,
      identity: Type.String({ description: 'its id' }),
      operation: Type.String({ description: "the operation's name as the vendor writes it" }),
      parameters: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), { description: "by the names of the vendor's parameters" }),
      ),
    }),
    answer: strictObject({
      allowed: Type.Boolean(),
      checks: Type.Array(PermissionCheck, { description: 'in order; every one must be allowed' }),
      least: Least,
      warnings: Type.Array(Type.String(), {
        description: "actions of the identity's policies that no operation asks for, each with what was likely meant",
      }),
    }),
    async run({ environment, language }, { door: doorName, identity: id, operation, parameters = {} }) {
      const door = await doorNamed(environment, doorName);
      if (!door.operations.includes(operation)) throw unknownName('operation', operation, door.operations);
      const identity = await identityOf(environment, id);
      const decided = await decide(door, identity, operation, parameters as Readonly<Record<string, Json>>);
      const { reader } = environment.journal;
      return {
        allowed: !decided.some(isDenied),
        checks: await Promise.all(decided.map((one) => shownCheck(one, (text) => reader.redact(text)))),
        least: door.permissions?.least(decided.map(({ check }) => check)) ?? null,
        warnings: await redactedWarnings(identity, reader, language),
      };
    },
  }),
  'permissions.minimal': controlCall({
    method: 'GET',
    path: '/permissions/minimal',
    scope: 'environment',
    summary: 'Writes the least policy with which the same requests pass, for each identity and door',
    description:
      'Made of the checks in the journal: those of identities that state rights, and of everybody while permissions ' +
      'are observed. What was done in sessions of a role is the policy of the role. Requests that were rejected for ' +
      'their permissions are left out. Names are kept; regions and ' +
      'accounts are not, nor are the ids of keys where the same requests make keys.',
    query: strictObject({
      since: Type.Optional(timeSchema('of requests from this time on')),
      until: Type.Optional(timeSchema('of requests before this time')),
      identity: Type.Optional(Type.String({ description: 'of this identity alone, by its id' })),
      door: Type.Optional(DoorName),
    }),
    answer: strictObject({
      policies: Type.Array(Minimal),
      unrecorded: Type.Integer({
        description: 'how many requests nothing was asked of: set permissions to observe, and make them again',
      }),
    }),
    async run({ environment }, { since, until, identity, door }) {
      rejectWithoutJournal(environment);
      if (door !== undefined) await doorNamed(environment, door);
      const from = since === undefined ? -Infinity : timeFrom(since, 'since');
      const to = until === undefined ? Infinity : timeFrom(until, 'until');
      const isMeant = (record: JournalRecord): boolean =>
        record.receivedAt >= from &&
        record.receivedAt < to &&
        (identity === undefined || record.identityId === identity) &&
        (door === undefined || record.door === door);
      return minimal(environment, isMeant);
    },
  }),
};

function redactedWarnings(
  identity: Identity,
  reader: { redact(text: string): Promise<string> },
  language: Language,
): Promise<string[]> {
  return Promise.all(identityWarnings(identity).map((warning) => reader.redact(warning[language])));
}

/** @throws ControlError */
async function decide(
  door: Door,
  identity: Identity,
  operation: string,
  parameters: Readonly<Record<string, Json>>,
): Promise<readonly DecidedCheck[]> {
  try {
    const decided = await door.permissions?.decide({ identity, operation, parameters });
    if (decided !== undefined && decided !== null) return decided;
  } catch (error) {
    if (error instanceof InvalidInputError)
      throw invalidInput(verbatim(error.message), { field: `parameters.${error.field}` });
    if (error instanceof VendorError || error instanceof DomainError)
      throw invalidInput(MESSAGES.rejectedBefore({ message: error.message }), { field: 'parameters' });
    throw error;
  }
  throw invalidInput(MESSAGES.asksWhileRunning({ door: door.name }), {
    field: 'door',
  });
}

async function doorNamed(environment: Environment, name: string): Promise<Door> {
  const doors = await environment.doors();
  const door = doors.find((one) => one.name === name);
  if (door !== undefined) return door;
  throw unknownName(
    'door',
    name,
    doors.map((one) => one.name),
  );
}

async function identityOf({ services }: Environment, id: string): Promise<Identity> {
  const identity = (await services.identities.list()).find((one) => one.id === id);
  if (identity === undefined) throw notFound(MESSAGES.unknownIdentity({ id }));
  return identity;
}

/** What one identity needed at one door, as itself or in sessions of one role. */
interface Needs {
  readonly door: Door;
  readonly identity: string;
  readonly role: string | undefined;
  readonly checks: Check[];
  requests: number;
}

async function minimal(
  environment: Environment,
  isMeant: (record: JournalRecord) => boolean,
): Promise<{ policies: Static<typeof Minimal>[]; unrecorded: number }> {
  const doors = await environment.doors();
  const all = new Map<string, Needs>();
  let unrecorded = 0;
  for (const record of environment.journal.reader.recordsAfter(0)) {
    const { checks, identityId: identity, outcome } = record;
    const door = doors.find(({ name }) => name === record.door);
    if (!isMeant(record) || identity === null || door === undefined) continue;
    if (checks === null) unrecorded += 1;
    // In an environment that observes, what would have been rejected passed.
    if (checks === null || (outcome !== 'success' && checks.some(isDenied))) continue;
    // All checks of a request are of the one who made it.
    const role = checks[0]?.role;
    const key = JSON.stringify([door.name, identity, role]);
    const needs = all.get(key) ?? { door, identity, role, checks: [], requests: 0 };
    all.set(key, needs);
    needs.requests += 1;
    needs.checks.push(...checks.map(({ check }) => check));
  }
  const policies = [...all.values()].map(({ door, identity, role, checks, requests }) => ({
    door: door.name,
    identity,
    ...(role !== undefined && { role }),
    policy: door.permissions?.least(checks) ?? null,
    requests,
  }));
  return { policies, unrecorded };
}
