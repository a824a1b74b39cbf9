import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { SelectField } from '../../parts/field.tsx';
import { sayError } from '../../parts/toast.tsx';
import { t } from '../../words/index.ts';
import type { Secret } from './secret.ts';

/** A value: hidden, displayed on demand, copied without being displayed. Hidden again, it is gone from the page. */
export function Value({ secret }: { readonly secret: Secret }) {
  const [version, setVersion] = useState(secret.current ?? secret.version_list.at(-1)?.id ?? '');
  const [displayed, setDisplayed] = useState<string | null>(null);
  const read = async (): Promise<string> => {
    const { name, vault } = secret;
    return (await api.peek().secrets.reveal({ name, vault, version })).value;
  };
  const type = secret.version_list.find(({ id }) => id === version)?.type;
  return (
    <section class="card" aria-label={t('value')}>
      <div class="card-head">
        <h3>{t('value')}</h3>
        {type !== undefined && <Badge>{type === 'text' ? t('text') : 'Base64'}</Badge>}
        <div class="actions">
          <Button
            isSmall
            icon="eye"
            isPressed={displayed !== null}
            onClick={() => {
              if (displayed !== null) setDisplayed(null);
              else read().then(setDisplayed, sayError);
            }}
          >
            {t(displayed === null ? 'show' : 'conceal')}
          </Button>
          <CopyButton load={read}>{t('copy')}</CopyButton>
        </div>
      </div>
      <div class="card-body stack">
        <pre class="secret-value" data-secret={displayed === null ? 'hidden' : 'shown'}>
          {displayed ?? '••••••••••••'}
        </pre>
        {secret.version_list.length > 1 && (
          <SelectField
            label={t('version')}
            value={version}
            onInput={(next) => {
              setDisplayed(null);
              setVersion(next);
            }}
            options={secret.version_list
              .toReversed()
              .map(({ id, labels }) => [id, labels.length === 0 ? id : `${id} · ${labels.join(', ')}`] as const)}
          />
        )}
      </div>
    </section>
  );
}
