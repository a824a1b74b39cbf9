import { Badge } from '../../parts/badge.tsx';
import { Time } from '../../parts/time.tsx';
import { t } from '../../words/index.ts';
import { dueTone, dueWord } from './due.tsx';
import type { ClockReport } from './clock-report.ts';

/** How many are listed one by one. */
const LISTED = 100;

/** What was done of what fell due, in order. */
export function HappenedCard({ report: { done, totals } }: { readonly report: ClockReport }) {
  return (
    <section class="card" aria-live="polite">
      <div class="card-head">
        <h2>{t('happened')}</h2>
        {Object.entries(totals).map(([what, count]) => (
          <Badge key={what} tone={dueTone(what)}>
            {dueWord(what)} × {count}
          </Badge>
        ))}
      </div>
      <div class="card-body">
        {done.length === 0 ? (
          <p class="muted">{t('nothing_happened')}</p>
        ) : (
          <ol class="happened">
            {done.slice(0, LISTED).map(({ at, what, count }) => (
              <li key={`${at} ${what}`}>
                <Time at={at} /> <span>{dueWord(what)}</span>
                {count > 1 && <span class="muted"> × {count}</span>}
              </li>
            ))}
          </ol>
        )}
        {done.length > LISTED && <p class="muted">{t('only_first', { count: LISTED })}</p>}
      </div>
    </section>
  );
}
