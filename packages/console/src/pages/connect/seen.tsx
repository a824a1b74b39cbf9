import { useEffect } from 'preact/hooks';

import { gateway } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Badge } from '../../parts/badge.tsx';
import { Empty } from '../../parts/empty.tsx';
import { hrefOf } from '../../address.ts';
import { relativeTime } from '../../state/time.ts';
import { gatewayNow } from '../../state/gateway-clock.ts';
import { t } from '../../words/index.ts';
import { useFeed } from '../journal/use-feed.ts';

const LATEST = 6;
const REFRESH_MS = 3_000;
const TONES = { success: 'good', rejected: 'warn', error: 'bad' } as const;

/** What the gateway sees of a client that tries: its requests, and the hosts that it asks the proxy for. */
export function Seen() {
  const { feed } = useFeed({});
  const latest = feed.displayed.slice(0, LATEST);
  const now = gatewayNow.value ?? 0;
  return (
    <section class="card">
      <h2>{t('seen')}</h2>
      <div class="card-body flush">
        {latest.length === 0 && (
          <Empty title={t('nothing_seen')}>
            <p>{t('nothing_seen_lead')}</p>
          </Empty>
        )}
        <ul class="seen" aria-live="polite">
          {latest.map((entry) => (
            <li key={entry.sequence}>
              <a href={hrefOf('journal', { request: entry.request_id })}>
                <Badge tone={TONES[entry.outcome]}>{entry.code ?? entry.status}</Badge>
                <span class="ellipsis">
                  {entry.door ?? t('no_door')} {entry.operation ?? `${entry.method} ${entry.path ?? ''}`}
                </span>
                <span class="muted nowrap">{relativeTime(new Date(entry.time).getTime(), now)}</span>
              </a>
              {entry.outcome !== 'success' && (
                <p class="muted">
                  {entry.presented === null ? null : `${entry.presented.kind} ${entry.presented.id ?? ''}. `}
                  {t('open_for_why')}
                </p>
              )}
            </li>
          ))}
        </ul>
        <ProxiedHosts />
      </div>
    </section>
  );
}

function ProxiedHosts() {
  const { data, reload } = useCall(() => gateway.proxy.list(), []);
  useEffect(() => {
    const timer = setInterval(reload, REFRESH_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  if (data === null || data.hosts.length === 0) return null;
  return (
    <table>
      <caption class="hidden">{t('proxied_hosts')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('proxied_hosts')}</th>
          <th scope="col">{t('routed')}</th>
          <th scope="col">{t('count')}</th>
        </tr>
      </thead>
      <tbody>
        {data.hosts.map(({ host, port, route, count }) => (
          <tr key={`${host}:${port} ${route}`}>
            <td class="mono">
              {host}:{port}
            </td>
            <td>{t(`routed_${route}`)}</td>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
