import { checkRules, FaultRule, PresetInfo, presetNamed, presetsOf, StandingRule } from '@dragoman/environment';
import { notFound, strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall, type ControlContext } from '../call.ts';
import { MESSAGES } from '../messages.ts';

/** The most rules at once: every request is held against each. */
const MAX_RULES = 1_000;

const RuleList = strictObject({ rules: Type.Array(StandingRule) });

function listRules({ environment }: ControlContext): { rules: StandingRule[] } {
  return { rules: environment.faults.list() };
}

const FaultRules = strictObject({ rules: Type.Array(FaultRule, { maxItems: MAX_RULES }) });

/** Injecting faults. */
export const faultCalls = {
  'faults.list': controlCall({
    method: 'GET',
    path: '/faults',
    scope: 'environment',
    summary: 'Lists the rules, and how often each has matched',
    answer: RuleList,
    run: listRules,
  }),
  'faults.set': controlCall({
    method: 'PUT',
    path: '/faults',
    scope: 'environment',
    summary: 'Replaces all rules; the first that matches a request and is not spent decides',
    description:
      'Rules apply once a request is authenticated and decoded: a wrong signature stays one. ' +
      'Unknown doors, operations and codes are rejected, and nothing changes.',
    body: FaultRules,
    answer: RuleList,
    async run(context, { rules }) {
      checkRules(rules, await context.environment.doors());
      await context.environment.faults.set(rules);
      return listRules(context);
    },
  }),
  'faults.add': controlCall({
    method: 'POST',
    path: '/faults',
    scope: 'environment',
    summary: 'Adds rules behind those that are there',
    body: FaultRules,
    answer: RuleList,
    async run(context, { rules }) {
      checkRules(rules, await context.environment.doors());
      await context.environment.faults.add(rules);
      return listRules(context);
    },
  }),
  'faults.delete': controlCall({
    method: 'DELETE',
    path: '/faults/{id}',
    scope: 'environment',
    summary: 'Removes one rule; the others count on',
    params: strictObject({ id: Type.String({ pattern: '^[0-9]{1,15}$' }) }),
    answer: RuleList,
    run(context, { id }) {
      if (!context.environment.faults.remove(Number(id))) throw notFound(MESSAGES.unknownRule({ id }));
      return listRules(context);
    },
  }),
  'faults.clear': controlCall({
    method: 'DELETE',
    path: '/faults',
    scope: 'environment',
    summary: 'Removes all rules',
    answer: RuleList,
    async run(context) {
      await context.environment.faults.set([]);
      return listRules(context);
    },
  }),
  'faults.presets': controlCall({
    method: 'GET',
    path: '/faults/presets',
    scope: 'environment',
    summary: 'Lists ready-made rules: the errors that official clients retry on, and broken connections',
    answer: strictObject({ presets: Type.Array(PresetInfo) }),
    run: async ({ environment, language }) => ({
      presets: presetsOf(await environment.doors()).map(({ summary, ...rest }) => ({
        ...rest,
        summary: summary[language],
      })),
    }),
  }),
  'faults.preset': controlCall({
    method: 'POST',
    path: '/faults/presets/{preset}',
    scope: 'environment',
    summary: 'Adds the rule of a preset, for all requests of its door or for those that match',
    params: strictObject({ preset: Type.String() }),
    body: strictObject({
      match: Type.Optional(FaultRule.properties.match),
      times: Type.Optional(FaultRule.properties.times),
    }),
    answer: RuleList,
    async run(context, { preset, match, times }) {
      const { rule } = presetNamed(preset, await context.environment.doors());
      const rules = [{ ...rule, match: { ...match, ...rule.match }, ...(times !== undefined && { times }) }];
      checkRules(rules, await context.environment.doors());
      await context.environment.faults.add(rules);
      return listRules(context);
    },
  }),
};
