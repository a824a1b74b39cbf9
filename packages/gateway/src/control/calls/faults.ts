import { Type } from '@sinclair/typebox';

import { checkRules } from '../../faults/check.ts';
import { PresetInfo, presetNamed, presetsOf } from '../../faults/presets.ts';
import { FaultRule, StandingRule } from '../../faults/rule.ts';
import { type ControlContext, controlCall } from '../call.ts';
import { closed } from '../closed.ts';

/** The most rules at once: every request is held against each. */
const MOST_RULES = 1_000;

const Standing = closed({ rules: Type.Array(StandingRule) });

function standing({ world }: ControlContext): { rules: StandingRule[] } {
  return { rules: world.faults.list() };
}

/** Breaking things on purpose. */
export const faultCalls = {
  'faults.list': controlCall({
    method: 'GET',
    path: '/faults',
    scope: 'world',
    summary: 'Lists the rules, with how often each was met',
    answer: Standing,
    run: standing,
  }),
  'faults.set': controlCall({
    method: 'PUT',
    path: '/faults',
    scope: 'world',
    summary: 'Replaces all rules; the first that matches a request and is not spent decides',
    description:
      'Rules are asked once a request has been let in and understood: a wrong signature stays one. Unknown doors, operations and codes are refused, and nothing changes.',
    body: closed({ rules: Type.Array(FaultRule, { maxItems: MOST_RULES }) }),
    answer: Standing,
    async run(context, { rules }) {
      checkRules(rules, context.world.doors);
      await context.world.faults.set(rules);
      return standing(context);
    },
  }),
  'faults.add': controlCall({
    method: 'POST',
    path: '/faults',
    scope: 'world',
    summary: 'Adds rules behind those that are there',
    body: closed({ rules: Type.Array(FaultRule, { minItems: 1, maxItems: MOST_RULES }) }),
    answer: Standing,
    async run(context, { rules }) {
      checkRules(rules, context.world.doors);
      await context.world.faults.add(rules);
      return standing(context);
    },
  }),
  'faults.clear': controlCall({
    method: 'DELETE',
    path: '/faults',
    scope: 'world',
    summary: 'Removes all rules',
    answer: Standing,
    async run(context) {
      await context.world.faults.set([]);
      return standing(context);
    },
  }),
  'faults.presets': controlCall({
    method: 'GET',
    path: '/faults/presets',
    scope: 'world',
    summary: 'Lists ready-made rules: the errors that official clients retry on, and broken connections',
    answer: closed({ presets: Type.Array(PresetInfo) }),
    run: ({ world }) => ({ presets: presetsOf(world.doors) }),
  }),
  'faults.preset': controlCall({
    method: 'POST',
    path: '/faults/presets/{preset}',
    scope: 'world',
    summary: 'Adds the rule of a preset, for all requests of its door or for those that match',
    params: closed({ preset: Type.String() }),
    body: closed({
      match: Type.Optional(FaultRule.properties.match),
      times: Type.Optional(FaultRule.properties.times),
    }),
    answer: Standing,
    async run(context, { preset, match, times }) {
      const { rule } = presetNamed(preset, context.world.doors);
      const rules = [{ ...rule, match: { ...match, ...rule.match }, ...(times !== undefined && { times }) }];
      checkRules(rules, context.world.doors);
      await context.world.faults.add(rules);
      return standing(context);
    },
  }),
};
