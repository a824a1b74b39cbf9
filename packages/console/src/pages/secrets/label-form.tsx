import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { say, sayError } from '../../parts/toast.tsx';
import { t } from '../../words/index.ts';
import type { Secret } from './secret.ts';

const BUILT_IN = ['CURRENT', 'PREVIOUS'];

/** Moves labels to versions, and takes labels away. */
export function LabelForm({ secret, onDone }: { readonly secret: Secret; readonly onDone: () => void }) {
  const { name, vault, version_list: versions } = secret;
  const [label, setLabel] = useState('');
  const [version, setVersion] = useState(secret.current ?? '');
  const send = (change: { readonly set?: Record<string, string>; readonly remove?: string[] }): void => {
    api
      .peek()
      .secrets.labels({ name, vault, ...change })
      .then(() => {
        say(t('saved'));
        onDone();
      }, sayError);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        send({ set: { [label]: version } });
      }}
    >
      <PlacedLabels secret={secret} onRemove={(one) => send({ remove: [one] })} />
      <div class="row">
        <TextField label={t('label')} id="label" value={label} onInput={setLabel} list={BUILT_IN} isRequired />
        <SelectField
          label={t('version')}
          value={version}
          onInput={setVersion}
          options={versions.map(({ id }) => [id, id] as const)}
        />
      </div>
      <div class="buttons">
        <Button kind="primary" type="submit">
          {t('move_label')}
        </Button>
      </div>
    </form>
  );
}

function PlacedLabels({ secret, onRemove }: { readonly secret: Secret; readonly onRemove: (label: string) => void }) {
  const placed = secret.version_list.flatMap(({ id, labels }) => labels.map((one) => ({ label: one, id })));
  return (
    <table>
      <tbody>
        {placed.map((one) => (
          <tr key={one.label}>
            <td>
              <Badge tone={one.label === 'CURRENT' ? 'accent' : 'plain'}>{one.label}</Badge>
            </td>
            <td class="mono">{one.id}</td>
            <td class="end">
              {!BUILT_IN.includes(one.label) && (
                <Button
                  isSmall
                  kind="quiet"
                  icon="close"
                  label={t('remove') + t('colon') + one.label}
                  onClick={() => onRemove(one.label)}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
