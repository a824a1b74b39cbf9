import { compareAnswers } from '../compare/compare-answers.ts';
import type { CompareOptions } from '../compare/compare-shapes.ts';
import type { Difference } from '../compare/difference.ts';
import { doorNamed, readerOf } from '../doors/doors.ts';
import { answerShape } from '../record/exchange-shape.ts';
import type { Transport } from '../record/transport.ts';
import type { AnswerShape } from '../recording/recording.ts';
import type { Probe } from './probe.ts';
import { headOfCall, type ProbeCaller, sendCall } from './send-call.ts';
import { ToldValues } from './told-values.ts';

/** Where probes are run. */
export interface ProbeTarget {
  readonly transport: Transport;
  readonly caller: ProbeCaller;
  /** Comes between one call and the next: what falls due then is done. */
  readonly pass: () => Promise<void>;
}

/** What one compared step answered. */
export interface ProbedStep {
  readonly name: string;
  readonly expected: AnswerShape | null;
  readonly found: AnswerShape;
}

/** Makes the calls of a probe in their order, and tells the shapes of those that are compared. */
export async function runProbe(
  { door: own, steps }: Probe,
  { transport, caller, pass }: ProbeTarget,
): Promise<ProbedStep[]> {
  const told = new ToldValues(caller.own);
  const probed: ProbedStep[] = [];
  for (const { call, name, expected } of steps) {
    const door = call.door ?? own;
    const answer = await sendCall(door, told.fill(call), transport, caller);
    const operation = doorNamed(door).operationOf(headOfCall(door, call));
    if (call.signed !== 'wrongly') await told.remember(own, call, answer);
    const found = answerShape(answer, operation, readerOf(door));
    if (name !== undefined) probed.push({ name, expected: expected ?? null, found });
    await pass();
  }
  return probed;
}

/** What differs of a step. */
export function differencesOf({ expected, found }: ProbedStep, options: CompareOptions): Difference[] {
  return expected === null ? [] : compareAnswers(expected, found, options);
}
