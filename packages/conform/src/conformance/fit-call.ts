import type { RecordedExchange } from '../recording/recording.ts';
import type { Probe, ProbeCall } from '../probes/probe.ts';
import { fieldsOfShape } from './request-fields.ts';

/** Values that probes of one operation give its fields. */
export type Samples = ReadonlyMap<string, unknown>;

/** Every field that a probe of an operation gives, with a value that it takes. */
export function samplesOf(probes: readonly Probe[], operation: string): Samples {
  const samples = new Map<string, unknown>();
  for (const { steps } of probes.filter((probe) => probe.operation === operation)) {
    for (const { call, name } of steps.filter((step) => step.name === 'first' || step.name === 'second')) {
      if (name === undefined) continue;
      for (const [field, value] of Object.entries({ ...call.params, ...(call.body as object | undefined) })) {
        if (!samples.has(field)) samples.set(field, value);
      }
    }
  }
  return samples;
}

/**
 * A call with the fields of a recorded request: those that it lacks come from other probes, those that it has too many
 * are left out, and it is answered in the recorded format.
 */
export function fitCall(call: ProbeCall, { request, answer }: RecordedExchange, samples: Samples): ProbeCall {
  const wanted = fieldsOfShape(request);
  const format =
    answer.body.format === 'xml' ? { Format: 'XML' } : answer.body.format === 'json' ? { Format: 'JSON' } : {};
  if (call.params !== undefined) {
    const own = fitFields(call.params, wanted, samples) as Readonly<Record<string, string>>;
    return { ...call, params: { ...commonOf(call.params), ...own, ...format } };
  }
  if (typeof call.body !== 'object' || call.body === null) return call;
  return { ...call, body: fitFields(call.body as Fields, wanted, samples) };
}

type Fields = Readonly<Record<string, unknown>>;

function commonOf(params: Readonly<Record<string, string>>): Record<string, string> {
  const { Action = '', Version = '' } = params;
  return { Action, Version };
}

function fitFields(own: Fields, wanted: ReadonlySet<string>, samples: Samples): Fields {
  const all = new Map([...samples, ...Object.entries(own)]);
  return Object.fromEntries([...wanted].flatMap((field) => (all.has(field) ? [[field, all.get(field)]] : [])));
}
