import type { ControlClient } from '@dragoman/control/client';

import { Badge } from '../../parts/badge.tsx';
import { VERDICT_TONES, verdictOf } from '../../parts/verdicts.ts';
import { t } from '../../words/index.ts';

/** What `dragoman migrate` says of a plan. */
export type Report = Awaited<ReturnType<ControlClient['migration']['read']>>;

/** A rule in words. */
export type Rule = Report['rules'][number];

/** What rules say, and where the vendor says so. */
export function RuleList({ rules }: { readonly rules: readonly Omit<Rule, 'secrets'>[] }) {
  if (rules.length === 0) return <p class="muted">{t('nothing_lost')}</p>;
  return (
    <ul class="findings">
      {rules.map(({ rule, verdict, why, propose, page }) => (
        <li key={rule}>
          <span class="inline">
            <Badge tone={VERDICT_TONES[verdictOf(verdict)]}>{t(`verdict_${verdictOf(verdict)}`)}</Badge>
            <code>{rule}</code>
          </span>
          <p>{why}</p>
          <p class="muted">{propose}</p>
          {page.startsWith('https://') && (
            <a href={page} rel="noreferrer" target="_blank">
              {t('vendor_page')}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
