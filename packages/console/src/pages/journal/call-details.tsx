import { Badge } from '../../parts/badge.tsx';
import { t } from '../../words/index.ts';
import type { Entry } from './filter.ts';

/** What a request asked for, without any value, and what was decided of its permissions. */
export function CallDetails({ entry: { call, checks } }: { readonly entry: Entry }) {
  return (
    <>
      {call !== null && <RequestedCall call={call} />}
      {checks !== null && checks.length > 0 && <Checks checks={checks} />}
    </>
  );
}

function RequestedCall({
  call: { names, version, stage, flags, page },
}: {
  readonly call: NonNullable<Entry['call']>;
}) {
  const given = [...Object.entries(flags), ...Object.entries(page)];
  return (
    <section class="stack" aria-label={t('call')}>
      <h3>{t('call')}</h3>
      <dl class="facts">
        {names.length > 1 && (
          <>
            <dt>{t('names')}</dt>
            <dd class="mono">{names.join(', ')}</dd>
          </>
        )}
        <dt>{t('version')}</dt>
        <dd>
          {t(`picks_${version}`)} {stage !== null && <code>{stage}</code>}
        </dd>
        {given.length > 0 && (
          <>
            <dt>{t('fields')}</dt>
            <dd class="inline">
              {given.map(([name, value]) => (
                <Badge key={name}>{value === true ? name : `${name}=${String(value)}`}</Badge>
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

const DECISIONS = {
  allowed: 'check_allowed',
  'implicit-deny': 'check_implicit',
  'explicit-deny': 'check_explicit',
  'app-denied': 'check_app',
} as const;

function Checks({ checks }: { readonly checks: NonNullable<Entry['checks']> }) {
  return (
    <section class="stack" aria-label={t('permissions')}>
      <h3>{t('permissions')}</h3>
      <div class="flush">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('action')}</th>
              <th scope="col">{t('resource')}</th>
              <th scope="col">{t('outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ action, resource, outcome, nearest }) => (
              <tr key={`${action} ${resource}`}>
                <td class="mono">{action}</td>
                <td class="mono">{resource}</td>
                <td>
                  <Badge tone={outcome === 'allowed' ? 'good' : 'bad'}>{t(DECISIONS[outcome])}</Badge>
                  {nearest !== null && <div class="muted">{t('nearest_statement', { statement: nearest })}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
