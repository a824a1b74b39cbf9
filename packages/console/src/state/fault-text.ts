import type { ControlClient } from '@dragoman/control/client';

import { t } from '../words/index.ts';

export type StandingRule = Awaited<ReturnType<ControlClient['faults']['list']>>['rules'][number];
export type FaultRule = StandingRule['rule'];
export type FaultMatch = NonNullable<FaultRule['match']>;
export type FaultStep = NonNullable<FaultRule['fault']>;

/** What a rule does, in words. */
export function describeRule({ fault, script, times }: FaultRule): string {
  const steps = script ?? [fault ?? 'pass'];
  const rounds = times === undefined ? '' : ` × ${times}`;
  return grouped(steps.map(describeStep)).join(' → ') + rounds;
}

export function describeStep(step: FaultStep): string {
  if (step === 'pass') return t('step_pass');
  if (step === 'throttle') return t('step_throttle');
  const parts = [
    step.latency_ms === undefined ? null : t('step_latency', { ms: step.latency_ms }),
    step.error === undefined ? null : step.error,
    step.throttle === true ? t('step_throttle') : null,
    step.reset === 'before' ? t('step_reset_before') : null,
    step.reset === 'mid-body' ? t('step_reset_middle') : null,
    step.truncate_bytes === undefined ? null : t('step_truncate', { bytes: step.truncate_bytes }),
    step.slow_bytes_per_second === undefined ? null : t('step_slow', { bytes: step.slow_bytes_per_second }),
  ];
  return parts.filter((part) => part !== null).join(t('comma'));
}

/** The same step several times in a row as one. */
function grouped(steps: readonly string[]): string[] {
  const groups: { text: string; count: number }[] = [];
  for (const text of steps) {
    const last = groups.at(-1);
    if (last?.text === text) last.count += 1;
    else groups.push({ text, count: 1 });
  }
  return groups.map(({ text, count }) => (count === 1 ? text : `${count} × ${text}`));
}

/** What a rule is about, in words. */
export function describeMatch({ door, operation, resource, identity }: FaultMatch = {}): string {
  const parts = [
    operation ?? t('any_operation'),
    door === undefined ? null : `@ ${door}`,
    resource ?? null,
    identity === undefined ? null : t('by_whom', { identity }),
  ];
  return parts.filter((part) => part !== null).join(' ');
}
