import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { say, sayError } from '../../parts/toast.tsx';
import {
  describeMatch,
  describeStep,
  type FaultMatch,
  type FaultRule,
  type FaultStep,
} from '../../state/fault-text.ts';
import { t } from '../../words/index.ts';
import { MatchFields } from './match-fields.tsx';
import { StepFields } from './step-fields.tsx';

/** A rule of one's own: what it matches, its steps one request after the other, how often and how long. */
export function RuleForm({ onDone }: { readonly onDone: () => void }) {
  const [match, setMatch] = useState<FaultMatch>({});
  const [steps, setSteps] = useState<readonly FaultStep[]>([]);
  const [limits, setLimits] = useState({ name: '', times: '', ttl: '' });
  const send = (event: Event): void => {
    event.preventDefault();
    api
      .peek()
      .faults.add({ rules: [ruleFrom(match, steps, limits)] })
      .then(() => {
        say(t('fault_on', { what: describeMatch(match) }));
        onDone();
      }, sayError);
  };
  const set = (name: keyof typeof limits) => (value: string) => {
    setLimits({ ...limits, [name]: value });
  };
  return (
    <form class="form" onSubmit={send}>
      <MatchFields match={match} onChange={setMatch} />
      <StepFields door={match.door} onAdd={(step) => setSteps([...steps, step])} />
      <ol class="steps">
        {steps.map((step, at) => (
          <li key={at} class="inline">
            <span>
              {at + 1}. {describeStep(step)}
            </span>
            <Button
              isSmall
              kind="quiet"
              icon="close"
              label={t('remove') + t('colon') + String(at + 1)}
              onClick={() => setSteps(steps.filter((_step, other) => other !== at))}
            />
          </li>
        ))}
      </ol>
      <div class="row">
        <TextField label={t('rule_name')} value={limits.name} onInput={set('name')} />
        <TextField
          type="number"
          label={t('times')}
          value={limits.times}
          onInput={set('times')}
          hint={t('times_hint')}
        />
        <TextField type="number" label={t('ttl')} value={limits.ttl} onInput={set('ttl')} />
      </div>
      <div class="buttons">
        <Button kind="primary" type="submit" isDisabled={steps.length === 0}>
          {t('switch_on')}
        </Button>
      </div>
    </form>
  );
}

function ruleFrom(
  match: FaultMatch,
  steps: readonly FaultStep[],
  { name, times, ttl }: { readonly name: string; readonly times: string; readonly ttl: string },
): FaultRule {
  const [first] = steps;
  return {
    ...(name !== '' && { name }),
    match,
    ...(steps.length === 1 && first !== undefined ? { fault: first } : { script: [...steps] }),
    ...(times !== '' && { times: Number(times) }),
    ...(ttl !== '' && { ttl_seconds: Number(ttl) }),
  };
}
