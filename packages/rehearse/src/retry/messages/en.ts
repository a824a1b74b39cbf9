import type { RetryMessages } from './message-types.ts';

/** Reports in English. */
export const EN: RetryMessages = {
  title: 'Rehearsal of retries',
  headline: ({ cases, broken, seconds }) =>
    broken === 0
      ? `${cases} cases, all as expected (${seconds.toFixed(1)} s)`
      : `${cases} cases, ${broken} of them not as expected (${seconds.toFixed(1)} s)`,
  firstRun: ({ seconds, requests, operations }) =>
    `without faults it takes ${seconds.toFixed(1)} s and ${requests} requests: ${operations.join(', ')}`,
  contract: ({ door, family, atLeast, atMost }) =>
    `at ${door} by the contract ${family}: at least ${atLeast} attempts, at most ${atMost}`,
  columns: {
    case: 'case',
    attempts: 'attempts',
    waits: 'waits',
    backoff: 'in all',
    ending: 'ended',
    exit: 'exit',
    verdict: 'verdict',
  },
  connections: 'connections',
  shapes: {
    none: 'no second attempt',
    single: 'one wait',
    immediate: 'no wait',
    fixed: 'fixed',
    exponential: 'exponential',
    jitter: 'varying',
    hint: 'as the hint says',
  },
  endings: {
    recovered: 'recovered',
    'carried-on': 'carried on without',
    'gave-up': 'gave up',
    'still-trying': 'still trying',
  },
  passed: 'as expected',
  findings: {
    'fault-not-met': () => 'the call was not made this time: the fault met nothing',
    'not-recovered': ({ failures, attempts }) =>
      `did not get over ${failures === 1 ? 'one failure' : `${failures} failures`} (${counted(attempts)})`,
    'permanent-retried': ({ attempts }) => `tried again what can never work (${counted(attempts)})`,
    'hot-loop': ({ mean_ms: mean, at_least_ms: least }) =>
      `tries again at once: ${mean} ms between attempts in the mean, expected at least ${least} ms`,
    'wait-shape': ({ shape, allowed }) => `waits are ${shape}, expected ${allowed.join(' or ')}`,
    'hint-ignored': ({ wait_ms: wait, hint_ms: hint }) => `came back after ${wait} ms, told to wait ${hint} ms`,
    'too-many-attempts': ({ attempts, at_most: most }) => `${counted(attempts)}, expected at most ${most}`,
    'still-trying': ({ seconds }) => `still trying after ${seconds} s`,
    'failure-hidden': () => 'exits 0 though it never got an answer',
    impatient: ({ exit }) => `did not wait for a slow answer (exit code ${exit ?? 'none'})`,
    'create-doubled': ({ times }) => `created ${times} times what it meant to create once`,
  },
};

function counted(attempts: number): string {
  return attempts === 1 ? '1 attempt' : `${attempts} attempts`;
}
