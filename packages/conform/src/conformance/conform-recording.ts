import { outcomeOf } from '../compare/outcome.ts';
import { compareAnswers } from '../compare/compare-answers.ts';
import type { Probe, ProbeStep } from '../probes/probe.ts';
import { runProbe } from '../probes/run-probe.ts';
import type { AnswerShape, RecordedExchange, Recording } from '../recording/recording.ts';
import type { ConformOptions } from './conform-probes.ts';
import { fitCall, samplesOf } from './fit-call.ts';
import { fieldsOfAnswer, fieldsOfCall, fieldsOfShape, likeness } from './request-fields.ts';
import type { Conformance, ConformanceCheck, Reason } from './result.ts';

/**
 * Plays a recording: for each exchange the built-in probe of its operation that comes to the same outcome and asks for
 * the most alike is made, with the recorded fields, and its answer is held against the recorded one. Lists may be
 * empty in one of them: they are of different accounts.
 */
export async function conformRecording(
  recording: Recording,
  probes: readonly Probe[],
  options: ConformOptions,
): Promise<Conformance> {
  const started = performance.now();
  const checks: ConformanceCheck[] = [];
  const own = probes.filter(
    ({ door, needs }) => door === recording.door && (needs === 'nothing' || options.hasSettings),
  );
  for (const [at, exchange] of recording.exchanges.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.(at, recording.exchanges.length);
    const began = performance.now();
    const { differences, leftOut } = await conformExchange(exchange, own, options);
    const { door } = recording;
    const seconds = (performance.now() - began) / 1_000;
    checks.push({ door, operation: exchange.operation, step: `#${at + 1}`, differences, leftOut, seconds });
  }
  const source = { kind: 'recording', date: recording.date } as const;
  return { source, checks, seconds: (performance.now() - started) / 1_000 };
}

type Outcome = Pick<ConformanceCheck, 'differences' | 'leftOut'>;

async function conformExchange(
  exchange: RecordedExchange,
  probes: readonly Probe[],
  options: ConformOptions,
): Promise<Outcome> {
  if (exchange.operation === null) return left('unknown-operation');
  const candidate = nearest(exchange, probes);
  if (candidate === null) return left('no-probe');
  const samples = samplesOf(probes, exchange.operation);
  const fitted = { ...candidate.step, call: fitCall(candidate.step.call, exchange, samples) };
  for (const step of [fitted, candidate.step]) {
    const found = await answerTo(candidate, step, options);
    if (found === null || outcomeOf(found) !== outcomeOf(exchange.answer)) continue;
    return { differences: compareAnswers(exchange.answer, found, { hasSameState: false }), leftOut: null };
  }
  return left('other-outcome');
}

const left = (leftOut: Reason): Outcome => ({ differences: [], leftOut });

interface Candidate {
  readonly probe: Probe;
  readonly at: number;
  readonly step: ProbeStep;
}

/** The step of a probe that comes to the same outcome, and whose request is the most alike. */
function nearest({ operation, request, answer }: RecordedExchange, probes: readonly Probe[]): Candidate | null {
  const wanted = fieldsOfShape(request);
  const candidates = probes
    .filter((probe) => probe.operation === operation)
    .flatMap((probe) => probe.steps.map((step, at): Candidate => ({ probe, at, step })))
    .filter(({ step }) => step.expected !== undefined && outcomeOf(step.expected) === outcomeOf(answer));
  const told = fieldsOfAnswer(answer);
  // What is answered depends on what is there: of an operation's answers the one that tells of the same things counts.
  const rank = ({ step }: Candidate): number =>
    2 * likeness(told, fieldsOfAnswer(step.expected)) + likeness(wanted, fieldsOfCall(step.call));
  return candidates.toSorted((left, right) => rank(right) - rank(left))[0] ?? null;
}

async function answerTo(
  { probe, at }: Candidate,
  step: ProbeStep,
  { open }: ConformOptions,
): Promise<AnswerShape | null> {
  const { target, close } = await open(probe.door);
  try {
    const before = probe.steps.slice(0, at).map(({ call }) => ({ call }));
    const steps = [...before, { call: step.call, name: 'played' }];
    return (await runProbe({ ...probe, steps }, target)).at(-1)?.found ?? null;
  } finally {
    await close();
  }
}
