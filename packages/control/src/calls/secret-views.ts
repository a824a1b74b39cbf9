import { strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { DoorAnswers, doorAnswers } from '../secrets/door-answers.ts';
import { secretNow, vaultHolding } from '../secrets/find.ts';
import { inventorySecret } from '../secrets/losses.ts';
import { InVault, Name, orNull } from '../secrets/schemas.ts';

const Verdict = Type.Union([
  Type.Literal('kept'),
  Type.Literal('changed'),
  Type.Literal('lost'),
  Type.Literal('refused'),
]);

const Loss = strictObject({
  rule: Type.String({ description: 'its id' }),
  verdict: Verdict,
  why: Type.String(),
  propose: Type.String({ description: 'what can be done about it' }),
  page: Type.String({ description: 'where the vendor says so' }),
});

const Assessed = strictObject({
  target: Type.String({ description: 'huawei, aliyun or bk' }),
  source: orNull(Type.String(), 'as whose secret it was looked at; null where no other service could hold it'),
  verdict: Verdict,
  name: Type.String({ description: 'its name there' }),
  findings: Type.Array(Loss, { description: 'the worst first' }),
});

/** One secret as the three clouds see it. */
export const secretViewCalls = {
  'secrets.answers': controlCall({
    method: 'POST',
    path: '/secrets/{name}/answers',
    scope: 'environment',
    summary: 'Answers what each door answers of a secret, in its own words',
    description:
      'The doors render it themselves, as for a caller who may read everything. Faults, quotas and policies do not ' +
      'apply, and nothing of it is in the journal. Values come with `value` alone.',
    params: strictObject({ name: Name }),
    body: strictObject({
      vault: InVault,
      format: Type.Optional(
        Type.Union([Type.Literal('json'), Type.Literal('xml')], { description: 'of the door that has both; json' }),
      ),
      value: Type.Optional(Type.Boolean({ description: 'whether the current value is asked for too' })),
    }),
    answer: strictObject({ doors: Type.Array(DoorAnswers) }),
    async run({ environment }, { name, vault: given, format = 'json', value = false }) {
      const vault = await vaultHolding(environment, name, given);
      const secret = await secretNow(environment, vault, name);
      return { doors: await doorAnswers(environment, secret, { format, withValue: value }) };
    },
  }),
  'secrets.losses': controlCall({
    method: 'GET',
    path: '/secrets/{name}/losses',
    scope: 'environment',
    summary: 'Shows what each cloud would refuse, change or lose of a secret that moved there',
    description: 'By the rules of `dragoman migrate`, with the default options and an empty target.',
    params: strictObject({ name: Name }),
    query: strictObject({
      vault: InVault,
      language: Type.Optional(
        Type.Union([Type.Literal('en'), Type.Literal('zh')], { description: 'else that of Accept-Language' }),
      ),
    }),
    answer: strictObject({ targets: Type.Array(Assessed) }),
    async run({ environment, ...caller }, { name, vault: given, language = caller.language }) {
      const vault = await vaultHolding(environment, name, given);
      const secret = await secretNow(environment, vault, name);
      // The rules are many, and nothing else here needs them.
      const migrate = await import('@dragoman/migrate');
      const inventory = await inventorySecret(environment, secret, migrate);
      const targets = migrate.DIALECTS.map((target): Static<typeof Assessed> => {
        const assessed = migrate.assessMove(inventory, target, { language, now: environment.clock.now() });
        const findings = assessed.findings.map(({ rule, verdict, why, propose, page }) => ({
          rule,
          verdict,
          why,
          propose,
          page,
        }));
        return { ...assessed, findings };
      });
      return { targets };
    },
  }),
};
