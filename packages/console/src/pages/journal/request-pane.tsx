import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Badge } from '../../parts/badge.tsx';
import { Problem } from '../../parts/empty.tsx';
import { Time } from '../../parts/time.tsx';
import { t } from '../../words/index.ts';
import { CallDetails } from './call-details.tsx';
import { Explanation } from './explanation.tsx';
import type { Entry } from './filter.ts';
import { RequestActions } from './request-actions.tsx';

/** One request: what was asked, by whom, what came of it, and why. */
export function RequestPane({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data: entry, error } = useCall(() => api.value.journal.get({ request_id: id }), [id]);
  return (
    <section class="pane" aria-label={t('request')}>
      <div class="pane-body">
        <div class="pane-head">
          <h2>{entry === null ? id : (entry.operation ?? `${entry.method} ${entry.path ?? ''}`)}</h2>
          <div class="actions">
            <button type="button" data-closes class="button quiet" aria-label={t('close')} onClick={onClose}>
              ✕
            </button>
          </div>
        </div>
        {error !== null && <Problem error={error} />}
        {entry !== null && <Request entry={entry} />}
      </div>
    </section>
  );
}

function Request({ entry }: { readonly entry: Entry }) {
  return (
    <>
      <RequestActions entry={entry} />
      <Facts entry={entry} />
      <CallDetails entry={entry} />
      {entry.outcome === 'success' ? null : <Explanation id={entry.request_id} />}
    </>
  );
}

function Facts({ entry }: { readonly entry: Entry }) {
  const { door, resource, identity, presented } = entry;
  return (
    <dl class="facts">
      <dt>{t('outcome')}</dt>
      <dd class="inline">
        <Badge tone={entry.outcome === 'success' ? 'good' : 'bad'}>{t(entry.outcome)}</Badge>
        {entry.code !== null && <code>{entry.code}</code>}
        {entry.injected && <Badge tone="warn">{t('by_fault')}</Badge>}
      </dd>
      <dt>{t('status')}</dt>
      <dd>{entry.status === 0 ? t('nothing_sent') : entry.status}</dd>
      <dt>{t('door')}</dt>
      <dd>{door ?? t('no_door')}</dd>
      <dt>{t('resource')}</dt>
      <dd class="mono">{resource ?? '—'}</dd>
      <dt>{t('identity')}</dt>
      <dd>{identity === null ? t('nobody') : `${identity.name} (${identity.id})`}</dd>
      {presented !== null && (
        <>
          <dt>{t('presented')}</dt>
          <dd>
            {presented.kind} <code>{presented.id ?? ''}</code>{' '}
            {presented.identity === null ? '' : t('whose', { identity: presented.identity })}
          </dd>
        </>
      )}
      <dt>{t('time')}</dt>
      <dd>
        <Time at={entry.time} isRelative />
      </dd>
      <dt>{t('duration')}</dt>
      <dd>{entry.duration_ms.toFixed(3)} ms</dd>
      <dt>{t('request_id')}</dt>
      <dd class="mono">{entry.request_id}</dd>
    </dl>
  );
}
