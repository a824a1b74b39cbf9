import type { ControlClient } from '@dragoman/control/client';

import { Badge, type Tone } from '../../parts/badge.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Time } from '../../parts/time.tsx';
import { hrefOf } from '../../address.ts';
import { gatewayNow } from '../../state/gateway-clock.ts';
import { relativeTime } from '../../state/time.ts';
import { t, type Word } from '../../words/index.ts';

type Due = Awaited<ReturnType<ControlClient['clock']['due']>>['due'][number];

const WORDS: Readonly<Record<string, Word>> = {
  'secret-deletion': 'due_secret_deletion',
  'secret-rotation': 'due_secret_rotation',
  'secret-rotation-failure': 'due_rotation_failure',
  'secret-rotation-retry': 'due_rotation_retry',
  'version-expiry': 'due_version_expiry',
  'key-deletion': 'due_key_deletion',
  'key-rotation': 'due_key_rotation',
  'key-material-expiry': 'due_material_expiry',
  'token-expiry': 'due_token_expiry',
  'user-token-expiry': 'due_token_expiry',
  'access-key-expiry': 'due_access_key_expiry',
};

/** What falls due, in the viewer's language; what has no word of its own as the gateway calls it. */
export function dueWord(what: string): string {
  const word = WORDS[what];
  return word === undefined ? what : t(word);
}

export function dueTone(what: string): Tone {
  if (what.endsWith('deletion')) return 'bad';
  return what.endsWith('expiry') ? 'warn' : 'info';
}

/** How many marks the line has. */
const MARKS = 24;

/** A line of what falls due, and the same as a list. */
export function DueCard({ due, isTruncated }: { readonly due: readonly Due[]; readonly isTruncated: boolean }) {
  return (
    <section class="card">
      <h2>{t('falls_due')}</h2>
      <div class="card-body">
        {due.length === 0 ? (
          <Empty title={t('nothing_due')}>
            <p>{t('nothing_due_lead')}</p>
          </Empty>
        ) : (
          <>
            <DueLine due={due.slice(0, MARKS)} />
            <DueTable due={due} />
          </>
        )}
        {isTruncated && <p class="muted">{t('only_first', { count: due.length })}</p>}
      </div>
    </section>
  );
}

/** From now to the last of them, near things spread out: a place is the root of how far off it is. */
function DueLine({ due }: { readonly due: readonly Due[] }) {
  const now = gatewayNow.value ?? 0;
  const distances = due.map(({ at }) => Math.max(new Date(at).getTime() - now, 0));
  const most = Math.max(...distances, 1);
  return (
    <div class="due-line" aria-hidden="true">
      <span class="due-now">{t('now')}</span>
      {due.map(({ at, what, subject }, index) => (
        <span
          key={`${at} ${what} ${subject}`}
          class={`due-mark ${dueTone(what)}`}
          style={{ insetInlineStart: `${Math.sqrt((distances[index] ?? 0) / most) * 100}%` }}
          title={`${dueWord(what)}: ${subject}, ${relativeTime(new Date(at).getTime(), now)}`}
        />
      ))}
    </div>
  );
}

function DueTable({ due }: { readonly due: readonly Due[] }) {
  return (
    <div class="flush">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('of')}</th>
            <th scope="col">{t('vault')}</th>
          </tr>
        </thead>
        <tbody>
          {due.map(({ at, what, subject, vault }) => (
            <tr key={`${at} ${what} ${subject} ${vault ?? ''}`}>
              <td>
                <Time at={at} isRelative />
              </td>
              <td>
                <Badge tone={dueTone(what)}>{dueWord(what)}</Badge>
              </td>
              <td>
                {vault !== null && /^(secret|version)-/.test(what) ? (
                  <a href={hrefOf('secrets', { secret: subject, in: vault })}>{subject}</a>
                ) : (
                  <span class="mono">{subject}</span>
                )}
              </td>
              <td class="muted">{vault ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
