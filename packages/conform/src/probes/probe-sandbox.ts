import { type ControlClient, controlClient } from '@dragoman/control';

import type { ServiceKeys } from '../doors/door.ts';
import { openTransport } from '../record/transport.ts';
import type { DoorName } from '../recording/recording.ts';
import type { ProbeTarget } from './run-probe.ts';
import type { ProbeMachine } from './send-call.ts';

/** When probes are made, by the clock of their sandbox: what they ask names days about it. */
const START = '2026-11-22T00:50:30Z';

/** A gateway that probes are made at. */
export interface ProbedGateway {
  readonly url: string;
  readonly control: ControlClient;
  /** The calls of one sandbox. */
  readonly inSandbox: (id: string) => ControlClient;
}

/** Where one probe is made, and its end. */
export interface OpenedTarget {
  readonly target: ProbeTarget;
  readonly close: () => Promise<void>;
}

/** A sandbox that one probe is made in. */
export interface OpenedSandbox extends OpenedTarget {
  readonly id: string;
}

/** @param token of the control API, where it asks for one */
export function probedGateway(url: string, token?: string): ProbedGateway {
  const parts = { url, ...(token === undefined ? {} : { token }) };
  return { url, control: controlClient(parts), inSandbox: (sandbox) => controlClient({ ...parts, sandbox }) };
}

/** A sandbox for one probe: nothing that was there, and nothing that is left. Its clock moves as its calls are made. */
export async function openSandbox(
  { url, control, inSandbox }: ProbedGateway,
  door: DoorName,
  machine: ProbeMachine,
): Promise<OpenedSandbox> {
  const { id, credentials } = await control.sandboxes.create({ label: 'conform', expires_in_seconds: 600 });
  const { clock } = inSandbox(id);
  await clock.set({ mode: 'frozen', at: START });
  const transport = openTransport(url);
  return {
    id,
    target: {
      transport,
      caller: {
        keys: keysOf(door, credentials),
        webToken: credentials.bk['bk_token'] ?? null,
        own: ownOf(credentials),
        ...machine,
      },
      pass: async () => {
        await clock.advance({ by: '1s' });
      },
    },
    close: async () => {
      transport.close();
      await control.sandboxes.delete({ sandbox: id });
    },
  };
}

type Credentials = Awaited<ReturnType<ControlClient['sandboxes']['create']>>['credentials'];

type Doors = Readonly<Record<Exclude<DoorName, 'aliyun-instance'>, Readonly<Record<string, string>>>>;

function ownOf({ huawei }: Credentials): Record<string, string> {
  return { 'own:user': huawei['user_name'] ?? '', 'own:password': huawei['password'] ?? '' };
}

function keysOf(door: DoorName, credentials: Credentials): ServiceKeys {
  const { huawei, aliyun, bk } = credentials as Doors;
  const [id = '', secret = ''] = {
    huawei: [huawei['ak'], huawei['sk']],
    aliyun: [aliyun['access_key_id'], aliyun['access_key_secret']],
    // Calls to an instance are signed with the client key that an earlier call makes.
    'aliyun-instance': [aliyun['access_key_id'], aliyun['access_key_secret']],
    bk: [bk['bk_app_code'], bk['bk_app_secret']],
  }[door];
  return { id, secret, token: null, ...(door === 'bk' && { username: bk['bk_username'] ?? 'admin' }) };
}
