import { Badge } from '../../parts/badge.tsx';
import { Time } from '../../parts/time.tsx';
import { t } from '../../words/index.ts';
import type { Secret } from './secret.ts';

type Version = Secret['version_list'][number];

/** The versions on a line of time with their labels, and as a table. */
export function Versions({ secret: { version_list: versions } }: { readonly secret: Secret }) {
  return (
    <section class="card" aria-label={t('versions')}>
      <div class="card-head">
        <h3>{t('versions')}</h3>
        <span class="muted">{versions.length}</span>
      </div>
      <div class="card-body">
        <ol class="timeline">
          {versions.map((version) => (
            <Mark key={version.id} version={version} />
          ))}
        </ol>
      </div>
      <div class="card-body flush">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('version')}</th>
              <th scope="col">{t('labels')}</th>
              <th scope="col">{t('type')}</th>
              <th scope="col">{t('created')}</th>
              <th scope="col">{t('expires')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.toReversed().map(({ id, type, labels, created_at: createdAt, expires_at: expiresAt }) => (
              <tr key={id}>
                <td class="mono">{id}</td>
                <td>
                  <Labels labels={labels} />
                </td>
                <td>{type === 'text' ? t('text') : 'Base64'}</td>
                <td>
                  <Time at={createdAt} />
                </td>
                <td>{expiresAt === null ? '—' : <Time at={expiresAt} isRelative />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Mark({ version: { id, labels, created_at: createdAt } }: { readonly version: Version }) {
  return (
    <li class={labels.includes('CURRENT') ? 'current' : ''}>
      <span class="mark-labels">
        <Labels labels={labels} />
      </span>
      <span class="mark-dot" aria-hidden="true" />
      <span class="mono ellipsis">{id}</span>
      <span class="muted">
        <Time at={createdAt} />
      </span>
    </li>
  );
}

function Labels({ labels }: { readonly labels: readonly string[] }) {
  return (
    <span class="inline tight">
      {labels.map((label) => (
        <Badge key={label} tone={label === 'CURRENT' ? 'accent' : label === 'PREVIOUS' ? 'info' : 'plain'}>
          {label}
        </Badge>
      ))}
    </span>
  );
}
