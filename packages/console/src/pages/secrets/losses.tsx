import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Badge } from '../../parts/badge.tsx';
import { Problem } from '../../parts/empty.tsx';
import { DOOR_NAMES } from '../../state/door-names.ts';
import { language } from '../../preferences.ts';
import { VERDICT_TONES } from '../../parts/verdicts.ts';
import { t } from '../../words/index.ts';
import { RuleList } from '../migration/rule-list.tsx';
import type { Secret } from './secret.ts';

/** What each cloud would refuse, change or lose of the secret. */
export function Losses({ secret }: { readonly secret: Secret }) {
  const { name, vault } = secret;
  const { data, error } = useCall(
    () => api.value.secrets.losses({ name, vault, language: language.value }),
    [name, vault, language.value, secret.updated_at],
  );
  return (
    <section class="card" aria-label={t('losses')}>
      <div class="card-head">
        <h3>{t('losses')}</h3>
        <span class="muted">{t('losses_lead')}</span>
      </div>
      <div class="card-body">
        {error !== null && <Problem error={error} />}
        <div class="columns three">
          {(data?.targets ?? []).map(({ target, source, verdict, findings, name: nameThere }) => (
            <div key={target} class="stack">
              <span class="inline">
                <strong>{DOOR_NAMES[target] ?? target}</strong>
                <Badge tone={VERDICT_TONES[verdict]}>{t(`verdict_${verdict}`)}</Badge>
              </span>
              {nameThere !== name && (
                <p>
                  {t('name_there')} <code>{nameThere}</code>
                </p>
              )}
              {source === null ? <p class="muted">{t('nowhere_else')}</p> : <RuleList rules={findings} />}
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
