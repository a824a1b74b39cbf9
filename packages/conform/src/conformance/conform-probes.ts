import type { OpenedTarget } from '../probes/probe-sandbox.ts';
import type { Probe } from '../probes/probe.ts';
import { sendCall } from '../probes/send-call.ts';
import { differencesOf, runProbe } from '../probes/run-probe.ts';
import type { DoorName } from '../recording/recording.ts';
import type { Conformance, ConformanceCheck } from './result.ts';

/** How probes are made. */
export interface ConformOptions {
  /** Opens where the next probe is made. */
  readonly open: (door: DoorName) => Promise<OpenedTarget>;
  /** Whether the target has what the expected answers were given with, and nothing else. */
  readonly hasSameState: boolean;
  /** Whether it was started with the settings that some probes need. */
  readonly hasSettings: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Makes probes one after the other, and holds what is answered against what is expected. */
export async function conformProbes(probes: readonly Probe[], options: ConformOptions): Promise<Conformance> {
  const started = performance.now();
  const checks: ConformanceCheck[] = [];
  for (const [at, probe] of probes.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.(at, probes.length);
    checks.push(...(await conformProbe(probe, options)));
  }
  return { source: { kind: 'probes' }, checks, seconds: (performance.now() - started) / 1_000 };
}

async function conformProbe(probe: Probe, options: ConformOptions): Promise<ConformanceCheck[]> {
  const { door, operation, needs } = probe;
  if (needs === 'settings' && !options.hasSettings) {
    return [{ door, operation, step: 'all', differences: [], leftOut: 'needs-settings', seconds: 0 }];
  }
  const started = performance.now();
  const { target, close } = await options.open(door);
  try {
    const steps = await runProbe(probe, target);
    const seconds = (performance.now() - started) / 1_000 / Math.max(1, steps.length);
    return steps.map((step): ConformanceCheck => ({
      ...{ door, operation, step: step.name, leftOut: null, seconds },
      differences: differencesOf(step, options),
    }));
  } finally {
    for (const call of probe.cleanup ?? []) {
      await sendCall(door, call, target.transport, target.caller).catch(() => null);
    }
    await close();
  }
}
