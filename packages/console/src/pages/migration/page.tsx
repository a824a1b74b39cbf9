import { useRef, useState } from 'preact/hooks';

import { toControlError, useCall } from '../../api/use-call.ts';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/copy.tsx';
import { Empty, Problem } from '../../parts/empty.tsx';
import { language } from '../../preferences.ts';
import { t } from '../../words/index.ts';
import { openedPlan, readPlan } from './plans.ts';
import { PlanView } from './plan-view.tsx';

/** A plan of a move: what becomes of each secret, by which rules. */
export function MigrationPage() {
  const [plan, setPlan] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const { data, error } = useCall(
    () => (plan === null ? openedPlan(language.value) : readPlan(plan.text, language.value)),
    [plan, language.value],
  );
  const file = useRef<HTMLInputElement>(null);
  return (
    <div class={`page ${data === null ? '' : 'fill'}`}>
      <div class="page-head">
        <h1>{t('migration')}</h1>
        {plan !== null && <span class="mono muted">{plan.name}</span>}
        <div class="actions">
          <Button kind={plan === null ? 'primary' : 'plain'} onClick={() => file.current?.click()}>
            {t('open_plan')}
          </Button>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            class="hidden"
            aria-label={t('open_plan')}
            tabIndex={-1}
            onChange={(event) => {
              const [given] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (given !== undefined)
                void given.text().then((text) => setPlan({ name: given.name, text }), toControlError);
            }}
          />
        </div>
        <p class="lead">{data === null ? t('migration_lead') : data.headline}</p>
      </div>
      {error !== null && <Problem error={error} />}
      {plan === null && data === null && <NoPlan />}
      {data !== null && <PlanView report={data} />}
    </div>
  );
}

function NoPlan() {
  return (
    <section class="card">
      <Empty title={t('no_plan')}>
        <p>{t('no_plan_lead')}</p>
      </Empty>
      <div class="card-body">
        <Code label={t('plan_command')} text="dragoman migrate plan terraform.tfstate --to huawei --out plan.json" />
      </div>
    </section>
  );
}
