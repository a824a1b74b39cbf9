import { randomUUID } from 'node:crypto';

import { openSandbox, type OpenedTarget, type ProbedGateway } from '../../packages/conform/src/probes/probe-sandbox.ts';
import type { Probe, ProbeCall } from '../../packages/conform/src/probes/probe.ts';
import { sendCall } from '../../packages/conform/src/probes/send-call.ts';
import { ToldValues } from '../../packages/conform/src/probes/told-values.ts';
import { MARK, marked, shownIn } from './marked.ts';
import { type Mutation, mutated, mutationsOf } from './mutations.ts';
import type { Random } from './random.ts';
import { wrongWith } from './verdict.ts';

const MACHINE = { now: () => Date.now(), newNonce: () => randomUUID() };

/** A request that was answered as none may be, kept so that it can be sent again. */
export interface Failure {
  readonly door: Probe['door'];
  readonly operation: string;
  readonly step: number;
  readonly mutations: readonly Mutation[];
  readonly wrong: string;
}

/** What one operation was sent. */
export interface Fuzzed {
  readonly sent: number;
  readonly failures: readonly Failure[];
}

/**
 * Makes the calls of a probe in their order; after each one sends it again and again with changes, signed anew.
 * @param amount how many changed calls are sent
 */
export async function fuzzOperation(
  gateway: ProbedGateway,
  probe: Probe,
  { amount, random }: { readonly amount: number; readonly random: Random },
): Promise<Fuzzed> {
  const opened = await openSandbox(gateway, probe.door, MACHINE);
  const told = new ToldValues(opened.target.caller.own);
  const failures: Failure[] = [];
  const own = probe.steps.filter(({ call }) => call.door === undefined).length;
  let sent = 0;
  try {
    for (const [step, { call }] of probe.steps.entries()) {
      const filled = marked(told.fill(call));
      // What another door's call sets up is that door's to be fuzzed.
      const changes = call.door === undefined ? amount / own : 0;
      for (let n = 0; n < changes; n += 1) {
        const mutations = mutationsOf(filled, random);
        const wrong = await wrongAnswer(probe, filled, mutations, opened);
        if (wrong !== UNSENT) sent += 1;
        if (wrong === null || wrong === UNSENT) continue;
        const least = await shrunk(probe, filled, mutations, opened);
        failures.push({ door: probe.door, operation: probe.operation, step, mutations: least, wrong });
      }
      const answer = await sendCall(call.door ?? probe.door, filled, opened.target.transport, callerOf(opened));
      if (call.signed !== 'wrongly') await told.remember(probe.door, call, answer);
    }
    for (const wrong of await shownIn(gateway.url, opened.id))
      failures.push({ door: probe.door, operation: probe.operation, step: 0, mutations: [], wrong });
    return { sent, failures };
  } finally {
    await opened.close();
  }
}

/** Sends one kept failure again, after the calls before it. @returns what is wrong with its answer, if anything */
export async function sendAgain(gateway: ProbedGateway, probe: Probe, kept: Failure): Promise<string | null> {
  const opened = await openSandbox(gateway, probe.door, MACHINE);
  const told = new ToldValues(opened.target.caller.own);
  try {
    for (const { call } of probe.steps.slice(0, kept.step)) {
      const answer = await sendCall(
        call.door ?? probe.door,
        marked(told.fill(call)),
        opened.target.transport,
        callerOf(opened),
      );
      if (call.signed !== 'wrongly') await told.remember(probe.door, call, answer);
    }
    const call = probe.steps[kept.step]?.call;
    if (call === undefined) throw new Error(`${probe.operation} has no step ${kept.step}`);
    return await wrongAnswer(probe, marked(told.fill(call)), kept.mutations, opened);
  } finally {
    await opened.close();
  }
}

/** A call that no client could send: its signer or node:http refuse it. */
const UNSENT = 'unsent';

async function wrongAnswer(
  { door }: Probe,
  call: ProbeCall,
  mutations: readonly Mutation[],
  opened: OpenedTarget,
): Promise<string | null> {
  const changed = mutated(call, mutations);
  try {
    const answer = await sendCall(door, changed, opened.target.transport, callerOf(opened));
    const shows = answer.status >= 400 && answer.body.includes(MARK);
    return shows ? 'a rejection shows a value' : wrongWith(door, changed.method, answer);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ECONNRESET' || code === 'ECONNREFUSED' || code === 'EPIPE'
      ? `the connection ended: ${code}`
      : UNSENT;
  }
}

/** As few of the changes as still are answered wrongly. */
async function shrunk(
  probe: Probe,
  call: ProbeCall,
  mutations: readonly Mutation[],
  opened: OpenedTarget,
): Promise<readonly Mutation[]> {
  let least = mutations;
  for (const mutation of mutations) {
    const fewer = least.filter((other) => other !== mutation);
    const wrong = await wrongAnswer(probe, call, fewer, opened);
    if (fewer.length > 0 && wrong !== null && wrong !== UNSENT) least = fewer;
  }
  return least;
}

function callerOf({ target }: OpenedTarget): OpenedTarget['target']['caller'] {
  return target.caller;
}
