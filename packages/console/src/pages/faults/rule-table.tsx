import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { describeMatch, describeRule, type StandingRule } from '../../state/fault-text.ts';
import { gatewayNow } from '../../state/gateway-clock.ts';
import { t } from '../../words/index.ts';

const TONES = { armed: 'warn', spent: 'plain', expired: 'plain' } as const;

/** The rules in their order, of which the first that matches decides. */
export function RuleTable(props: { readonly rules: readonly StandingRule[]; readonly onRemove: (id: number) => void }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('matches')}</th>
          <th scope="col">{t('does')}</th>
          <th scope="col">{t('hits')}</th>
          <th scope="col">{t('time_left')}</th>
          <th scope="col">
            <span class="hidden">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rules.map(({ id, rule, state, hits, remaining, expires_at: expiresAt }) => (
          <tr key={id}>
            <td>
              <Badge tone={TONES[state]}>{t(`rule_${state}`)}</Badge>
            </td>
            <td>
              {describeMatch(rule.match)}
              {rule.name !== undefined && <div class="muted">{rule.name}</div>}
            </td>
            <td>{describeRule(rule)}</td>
            <td class="nowrap">
              {hits}
              {remaining !== null && <span class="muted"> / {hits + remaining}</span>}
            </td>
            <td class="nowrap">{expiresAt === null ? '—' : timeLeft(expiresAt)}</td>
            <td>
              <Button
                isSmall
                kind="quiet"
                icon="close"
                label={t('remove') + t('colon') + describeMatch(rule.match)}
                onClick={() => props.onRemove(id)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Counts down by the gateway's clock. */
function timeLeft(expiresAt: string): string {
  const left = Math.max(Math.ceil((new Date(expiresAt).getTime() - (gatewayNow.value ?? 0)) / 1_000), 0);
  const [minutes, seconds] = [Math.floor(left / 60), left % 60];
  return `${minutes}:${String(seconds).padStart(2, '0')}`;
}
