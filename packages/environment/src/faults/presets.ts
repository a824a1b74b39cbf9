import { notFound, strictObject } from '@dragoman/input';
import type { Door } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { FaultRule } from './rule.ts';

/** A ready-made rule. */
export const PresetInfo = strictObject({
  name: Type.String(),
  summary: Type.String(),
  rule: FaultRule,
});

type Preset = Static<typeof PresetInfo>;

/** Of the connection, whatever the door. */
const ANY_DOOR: readonly Preset[] = [
  {
    name: 'reset-once',
    summary: 'the connection is reset before the operation runs, then all is well',
    rule: { script: [{ reset: 'before' }, 'pass'] },
  },
  {
    name: 'lost-answer',
    summary: 'the operation runs and its answer breaks off: a client that tries again meets its own work',
    rule: { script: [{ reset: 'mid-body' }, 'pass'] },
  },
  { name: 'slow', summary: 'every answer waits for two seconds', rule: { fault: { latency_ms: 2_000 } } },
];

/**
 * Every preset: those of the connection, and for each door throttling and what its official clients try again after.
 */
export function presetsOf(doors: readonly Door[]): Preset[] {
  return [...ANY_DOOR, ...doors.flatMap(presetsOfDoor)];
}

/** @throws ControlError when there is none of that name */
export function presetNamed(name: string, doors: readonly Door[]): Preset {
  const presets = presetsOf(doors);
  const preset = presets.find((candidate) => candidate.name === name);
  if (preset === undefined)
    throw notFound(`there is no preset ${name}: they are ${presets.map((known) => known.name).join(', ')}`);
  return preset;
}

function presetsOfDoor({ name, injectable }: Door): Preset[] {
  const match = { door: name };
  return [
    {
      name: `${name}-throttle`,
      summary: 'two requests are throttled, the third passes',
      rule: { match, script: ['throttle', 'throttle', 'pass'] },
    },
    ...injectable.retried.map((code) => ({
      name: `${name}-${code}`,
      summary: `two requests fail with ${code}, which official clients try again after; the third passes`,
      rule: { match, script: [{ error: code }, { error: code }, 'pass' as const] },
    })),
  ];
}
