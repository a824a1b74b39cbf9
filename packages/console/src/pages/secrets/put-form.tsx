import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { Button, Segments } from '../../parts/button.tsx';
import { AreaField, TextField } from '../../parts/field.tsx';
import { say, sayError } from '../../parts/toast.tsx';
import { t } from '../../words/index.ts';
import type { Secret } from './secret.ts';

/** Makes a secret, or a new version of the one that is given. */
export function PutForm(props: { readonly secret?: Secret; readonly onDone: (secret: Secret) => void }) {
  const { secret, onDone } = props;
  const [fields, setFields] = useState({ name: '', vault: '', value: '', version: '', labels: '', description: '' });
  const [type, setType] = useState<'text' | 'binary'>('text');
  const set = (name: keyof typeof fields) => (value: string) => {
    setFields({ ...fields, [name]: value });
  };
  const send = (event: Event): void => {
    event.preventDefault();
    const put = inputFrom(fields, type, secret);
    api
      .peek()
      .secrets.put(put)
      .then((answer) => {
        say(t('saved_secret', { name: put.name }));
        onDone(answer.secret);
      }, sayError);
  };
  return (
    <form class="form" onSubmit={send}>
      {secret === undefined && (
        <div class="row">
          <TextField label={t('name')} value={fields.name} onInput={set('name')} isRequired />
          <TextField label={t('vault')} value={fields.vault} onInput={set('vault')} placeholder="default" />
        </div>
      )}
      <Segments
        label={t('type')}
        value={type}
        onChange={setType}
        options={[
          ['text', t('text')],
          ['binary', 'Base64'],
        ]}
      />
      <AreaField label={t('value')} value={fields.value} onInput={set('value')} isRequired />
      {secret === undefined && (
        <TextField label={t('description')} value={fields.description} onInput={set('description')} />
      )}
      <div class="row">
        <TextField label={t('version_id')} value={fields.version} onInput={set('version')} hint={t('version_hint')} />
        <TextField label={t('labels')} value={fields.labels} onInput={set('labels')} hint={t('labels_hint')} />
      </div>
      <div class="buttons">
        <Button kind="primary" type="submit">
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

type Fields = Readonly<Record<'name' | 'vault' | 'value' | 'version' | 'labels' | 'description', string>>;

function inputFrom(fields: Fields, type: 'text' | 'binary', secret: Secret | undefined) {
  const { vault, value, version, description } = fields;
  const labels = fields.labels.split(/[\s,]+/).filter((label) => label !== '');
  const ref = secret === undefined ? { name: fields.name, vault: vault.trim() } : secret;
  return {
    name: ref.name,
    ...(ref.vault !== '' && { vault: ref.vault }),
    ...(type === 'text' ? { value } : { binary: value.trim() }),
    ...(version !== '' && { version }),
    ...(labels.length > 0 && { labels }),
    ...(description !== '' && { description }),
  };
}
