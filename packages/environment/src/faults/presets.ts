import { notFound, strictObject } from '@dragoman/input';
import { listed, type Message } from '@dragoman/messages';
import type { Door } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { MESSAGES } from '../messages.ts';
import { FaultRule } from './rule.ts';

/** A ready-made rule. */
export const PresetInfo = strictObject({
  name: Type.String(),
  summary: Type.String({ description: 'in the language that was asked for' }),
  rule: FaultRule,
});

/** The same with its summary in every language. */
export interface Preset extends Omit<Static<typeof PresetInfo>, 'summary'> {
  readonly summary: Message;
}

/** Of the connection, whatever the door. */
const ANY_DOOR: readonly Preset[] = [
  {
    name: 'reset-once',
    summary: MESSAGES.resetOnce,
    rule: { script: [{ reset: 'before' }, 'pass'] },
  },
  {
    name: 'lost-answer',
    summary: MESSAGES.lostAnswer,
    rule: { script: [{ reset: 'mid-body' }, 'pass'] },
  },
  { name: 'slow', summary: MESSAGES.slow, rule: { fault: { latency_ms: 2_000 } } },
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
    throw notFound(
      MESSAGES.unknownPreset({
        name,
        known: listed(
          presets.map((known) => known.name),
          ', ',
        ),
      }),
    );
  return preset;
}

function presetsOfDoor({ name, injectable }: Door): Preset[] {
  const match = { door: name };
  return [
    {
      name: `${name}-throttle`,
      summary: MESSAGES.throttledTwice,
      rule: { match, script: ['throttle', 'throttle', 'pass'] },
    },
    ...injectable.retried.map((code) => ({
      name: `${name}-${code}`,
      summary: MESSAGES.failedTwice({ code }),
      rule: { match, script: [{ error: code }, { error: code }, 'pass' as const] },
    })),
  ];
}
