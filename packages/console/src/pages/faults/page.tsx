import { useEffect, useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty, Problem } from '../../parts/empty.tsx';
import { sayError } from '../../parts/toast.tsx';
import type { FaultMatch } from '../../state/fault-text.ts';
import { t } from '../../words/index.ts';
import { MatchFields } from './match-fields.tsx';
import { QuickFaults } from './quick-faults.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleTable } from './rule-table.tsx';

/** How often hits are counted anew on the page, in milliseconds. */
const REFRESH_MS = 2_000;

/** The rules that inject faults: their hits, and new ones. */
export function FaultsPage() {
  const { data, error, reload } = useCall(() => api.value.faults.list(), []);
  const [isWriting, setWriting] = useState(false);
  useEffect(() => {
    const timer = setInterval(reload, REFRESH_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const rules = data?.rules ?? [];
  const after = (work: Promise<unknown>): void => {
    work.then(reload, sayError);
  };
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('faults')}</h1>
        <div class="actions">
          <Button icon="plus" onClick={() => setWriting(true)}>
            {t('own_rule')}
          </Button>
          <Button isDisabled={rules.length === 0} onClick={() => after(api.peek().faults.clear())}>
            {t('remove_all')}
          </Button>
        </div>
        <p class="lead">{t('faults_lead')}</p>
      </div>
      {error !== null && <Problem error={error} retry={reload} />}
      <section class="card">
        <h2>{t('rules')}</h2>
        <div class="card-body flush">
          {data !== null && rules.length === 0 && (
            <Empty title={t('no_faults')}>
              <p>{t('no_faults_lead')}</p>
            </Empty>
          )}
          {rules.length > 0 && (
            <RuleTable rules={rules} onRemove={(id) => after(api.peek().faults.delete({ id: String(id) }))} />
          )}
        </div>
      </section>
      <QuickCard onDone={reload} />
      {isWriting && (
        <Dialog title={t('own_rule')} onClose={() => setWriting(false)} isLarge>
          <RuleForm
            onDone={() => {
              setWriting(false);
              reload();
            }}
          />
        </Dialog>
      )}
    </div>
  );
}

/** Which operation, then which fault. */
function QuickCard({ onDone }: { readonly onDone: () => void }) {
  const [match, setMatch] = useState<FaultMatch>({ door: 'huawei' });
  return (
    <section class="card">
      <h2>{t('switch_on')}</h2>
      <div class="card-body stack">
        <MatchFields match={match} onChange={setMatch} />
        <QuickFaults match={match} onDone={onDone} />
      </div>
    </section>
  );
}
