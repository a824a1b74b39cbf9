import { useCallback } from 'preact/hooks';

import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { replaceParams, route, setParams } from '../../route.ts';
import { VERDICT_TONES, verdictOf, VERDICTS } from '../../parts/verdicts.ts';
import { t } from '../../words/index.ts';
import { type Report, type Rule, RuleList } from './rule-list.tsx';

type Row = Report['secrets'][number];

/** The secrets of a plan, narrowed by verdict, rule and name, and what the rules say. */
export function PlanView({ report }: { readonly report: Report }) {
  const { params } = route.value;
  const rows = report.secrets.filter(
    ({ verdict, rules, name }) =>
      (params['verdict'] === undefined || verdict === params['verdict']) &&
      (params['rule'] === undefined || rules.some((rule) => isNamed(params['rule'] ?? '', rule))) &&
      name.toLowerCase().includes((params['name'] ?? '').toLowerCase()),
  );
  const opened = rows.find(({ name }) => name === params['secret']);
  return (
    <>
      <Verdicts report={report} />
      <PlanFilters rules={report.rules} />
      <div class="split even open">
        <div class="list-pane">
          <Rows rows={rows} opened={opened} />
        </div>
        <section class="pane" aria-label={t('report')}>
          {opened === undefined ? <Overview report={report} /> : <RowDetail row={opened} rules={report.rules} />}
        </section>
      </div>
    </>
  );
}

/** Rows name a rule by its id, or by the end of it. */
function isNamed(id: string, name: string): boolean {
  return id === name || id.endsWith(`-${name}`);
}

function Verdicts({ report }: { readonly report: Report }) {
  const chosen = route.value.params['verdict'];
  return (
    <div class="inline" role="group" aria-label={t('verdict')}>
      {VERDICTS.map((verdict) => {
        const count = report.secrets.filter((row) => row.verdict === verdict).length;
        return (
          <Button
            key={verdict}
            isSmall
            isPressed={chosen === verdict}
            onClick={() => setParams({ verdict: chosen === verdict ? null : verdict })}
          >
            <Badge tone={VERDICT_TONES[verdict]}>{count}</Badge> {t(`verdict_${verdict}`)}
          </Button>
        );
      })}
    </div>
  );
}

function PlanFilters({ rules }: Pick<Report, 'rules'>) {
  const { params } = route.value;
  return (
    <form class="filters" role="search" aria-label={t('filters')} onSubmit={(event) => event.preventDefault()}>
      <TextField
        type="search"
        label={t('name')}
        value={params['name'] ?? ''}
        onInput={(name) => replaceParams({ name: name === '' ? null : name })}
      />
      <SelectField
        label={t('rule')}
        value={params['rule'] ?? ''}
        onInput={(rule) => replaceParams({ rule: rule === '' ? null : rule })}
        options={[['', t('any')], ...rules.map(({ rule, secrets }) => [rule, `${rule} (${secrets})`] as const)]}
      />
    </form>
  );
}

function Rows({ rows, opened }: { readonly rows: readonly Row[]; readonly opened: Row | undefined }) {
  const keyOf = useCallback((index: number) => String(index), []);
  if (rows.length === 0) return <Empty title={t('nothing_fits')} />;
  return (
    <VirtualList
      label={t('secrets')}
      count={rows.length}
      keyOf={keyOf}
      selected={opened === undefined ? -1 : rows.indexOf(opened)}
      onOpen={(index) => setParams({ secret: rows[index]?.name ?? null })}
      rowClass="plan-row"
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <>
            <Badge tone={VERDICT_TONES[verdictOf(row.verdict)]}>{t(`verdict_${verdictOf(row.verdict)}`)}</Badge>
            <span class="ellipsis">{row.name}</span>
            <span class="ellipsis muted">{row.target === row.name ? '' : `→ ${row.target}`}</span>
          </>
        );
      }}
    />
  );
}

function RowDetail({ row, rules }: { readonly row: Row; readonly rules: readonly Rule[] }) {
  const own = rules.filter(({ rule }) => row.rules.some((end) => isNamed(rule, end)));
  return (
    <div class="pane-body">
      <div class="pane-head">
        <h2>{row.name}</h2>
        <div class="actions">
          <button
            type="button"
            data-closes
            class="button quiet"
            aria-label={t('close')}
            onClick={() => setParams({ secret: null })}
          >
            ✕
          </button>
        </div>
      </div>
      <dl class="facts">
        <dt>{t('at_target')}</dt>
        <dd>{row.target}</dd>
        {row.action !== '' && (
          <>
            <dt>{t('action')}</dt>
            <dd>{row.action}</dd>
          </>
        )}
      </dl>
      <RuleList rules={own} />
    </div>
  );
}

function Overview({ report }: { readonly report: Report }) {
  return (
    <div class="pane-body">
      <h2>{t('report')}</h2>
      <RuleList rules={report.rules} />
      <h3>{t('always')}</h3>
      <ul class="findings">
        {report.always.map(({ rule, why, propose }) => (
          <li key={rule}>
            <code>{rule}</code>
            <p>{why}</p>
            <p class="muted">{propose}</p>
          </li>
        ))}
      </ul>
      {report.notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
    </div>
  );
}
