import type { ControlClient } from '@dragoman/control';

import { connectionFrom } from './connection-options.ts';
import { gatewayClient } from '../gateway-client.ts';
import type { Candidate } from '../completion/candidate.ts';

/** How long a shell waits for names that the gateway has, in milliseconds. */
const MAX_WAIT_MS = 3_000;

const MAX_NAMES = 200;

/** What an argument or an option may name, by the words before it. */
const NAMES: Readonly<Record<string, (control: ControlClient) => Promise<Candidate[]>>> = {
  'credentials <name>': secretNames,
  'secrets <name>': secretNames,
  'faults <preset>': async ({ faults }) =>
    (await faults.presets()).presets.map(({ name, summary }) => ({ text: name, meaning: summary })),
  'snapshots <name>': async ({ snapshots }) =>
    (await snapshots.list()).snapshots.map(({ name, created_at: at }) => ({ text: name, meaning: at ?? '' })),
  'sandboxes <sandbox>': sandboxIds,
  '--sandbox': sandboxIds,
  '--vault': vaultNames,
  'vaults <vault>': vaultNames,
  'explain <request-id>': rejectedIds,
  'journal <request-id>': rejectedIds,
};

/** Names that the gateway has, where one answers at once. */
export async function namesFrom(group: string | undefined, what: string): Promise<Candidate[]> {
  const find = NAMES[what] ?? NAMES[`${group ?? ''} ${what}`];
  if (find === undefined) return [];
  try {
    const { DRAGOMAN_URL: url } = process.env;
    const found = await connectionFrom(url === undefined ? {} : { url });
    const client = gatewayClient({ url: found.url, token: found.token, maxWaitMs: MAX_WAIT_MS });
    return await find(client);
  } catch {
    // A shell has no place for what is wrong.
    return [];
  }
}

async function secretNames({ secrets }: ControlClient): Promise<Candidate[]> {
  const page = await secrets.list({ limit: MAX_NAMES });
  return page.secrets.map(({ name, vault }) => ({ text: name, meaning: `in the vault ${vault}` }));
}

async function sandboxIds({ sandboxes }: ControlClient): Promise<Candidate[]> {
  return (await sandboxes.list()).sandboxes.map(({ id, label }) => ({ text: id, meaning: label ?? '' }));
}

async function vaultNames({ vaults }: ControlClient): Promise<Candidate[]> {
  return (await vaults.list()).vaults.map(({ name, secrets }) => ({ text: name, meaning: `${secrets} secrets` }));
}

async function rejectedIds({ journal }: ControlClient): Promise<Candidate[]> {
  const { entries } = await journal.list({ outcome: 'failed', newest: true, limit: 20 });
  return entries.toReversed().map((entry) => ({
    text: entry.request_id,
    meaning: `${entry.operation ?? entry.path ?? ''} ${entry.code ?? ''}`,
  }));
}
