import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { say, sayError } from '../../parts/toast.tsx';
import { t } from '../../words/index.ts';
import type { Secret } from './secret.ts';

/** Deletes in some days, which can be taken back, or at once. */
export function DeleteForm(props: {
  readonly secret: Secret;
  readonly onDone: () => void;
  readonly onGone: () => void;
}) {
  const { name, vault } = props.secret;
  const [days, setDays] = useState('7');
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        api
          .peek()
          .secrets.delete({ name, vault, days: Number(days) })
          .then(() => {
            say(t('deletion_planned', { name }));
            props.onDone();
          }, sayError);
      }}
    >
      <p>{t('delete_lead', { name })}</p>
      <TextField type="number" label={t('days')} value={days} onInput={setDays} isRequired />
      <div class="buttons">
        <Button
          kind="danger"
          onClick={() => {
            api
              .peek()
              .secrets.delete({ name, vault })
              .then(() => {
                say(t('deleted', { name }));
                props.onGone();
              }, sayError);
          }}
        >
          {t('delete_now')}
        </Button>
        <Button kind="primary" type="submit">
          {t('delete_later')}
        </Button>
      </div>
    </form>
  );
}
