import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Empty, Problem } from '../../parts/empty.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Button } from '../../parts/button.tsx';
import { route, setParams } from '../../route.ts';
import { t } from '../../words/index.ts';
import { Downloads } from './downloads.tsx';
import { GRADES, gradeOf, gradeWord, type Grade, type Receipt } from './grades.ts';
import { FieldsCard, NotCalledCard, NotServedCard } from './missing.tsx';
import { UsedTable } from './used-table.tsx';

/** Which facts the requests so far rested on, by how each is known, and what they asked for that is not served. */
export function ReceiptPage() {
  const minGrade = gradeOf(route.value.params['grade']);
  const query = minGrade === null ? {} : { min_grade: minGrade };
  const { data, error, reload } = useCall(() => api.value.receipt.get(query), [minGrade]);
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('receipt')}</h1>
        <div class="actions">
          <Button onClick={reload}>{t('receipt_again')}</Button>
        </div>
        <p class="lead">{t('receipt_lead')}</p>
      </div>
      {error !== null && <Problem error={error} retry={reload} />}
      {data !== null && <Shown receipt={data} minGrade={minGrade} />}
    </div>
  );
}

function Shown({ receipt, minGrade }: { readonly receipt: Receipt; readonly minGrade: Grade | null }) {
  if (receipt.requests === 0)
    return (
      <Empty title={t('receipt_empty')}>
        <p>{t('receipt_empty_lead')}</p>
      </Empty>
    );
  return (
    <>
      <section class="card">
        <h2>{t('receipt_used')}</h2>
        <div class="card-body stack">
          <SelectField
            label={t('receipt_min_grade')}
            value={minGrade ?? ''}
            options={[['', t('any')], ...GRADES.map((grade) => [grade, t(gradeWord(grade))] as const)]}
            onInput={(grade) => setParams({ grade })}
          />
          <p class="muted">
            {t('receipt_counts', {
              requests: receipt.requests,
              weak: receipt.used.filter((one) => !one.is_enough).length,
            })}
            {receipt.dropped > 0 && ` ${t('receipt_dropped', { count: receipt.dropped })}`}
          </p>
        </div>
        <div class="card-body flush">
          <UsedTable used={receipt.used} />
        </div>
      </section>
      <NotServedCard rows={receipt.not_served} />
      <FieldsCard fields={receipt.without_effect} />
      <NotCalledCard doors={receipt.not_called} />
      <Downloads minGrade={minGrade} />
    </>
  );
}
