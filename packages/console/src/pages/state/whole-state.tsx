import { useRef, useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { TextField } from '../../parts/field.tsx';
import { say, sayError } from '../../parts/toast.tsx';
import { saveFile } from '../../state/save-file.ts';
import { t } from '../../words/index.ts';

const PARTS = ['clock', 'faults', 'journal'] as const;

/** What a reset goes back to, and the reset. */
export function BaselineCard() {
  const { data, reload } = useCall(() => api.value.state.hash(), []);
  const [kept, setKept] = useState<readonly (typeof PARTS)[number][]>([]);
  const after = (work: Promise<unknown>, done: string): void => {
    work.then(() => {
      say(done);
      reload();
    }, sayError);
  };
  return (
    <section class="card">
      <h2>{t('baseline')}</h2>
      <div class="card-body form">
        <p class="muted">{t('baseline_lead')}</p>
        <dl class="facts">
          <dt>{t('hash')}</dt>
          <dd class="mono">{data?.hash ?? '…'}</dd>
        </dl>
        <div class="inline">
          <Button isSmall onClick={() => after(api.peek().baseline.set(), t('baseline_is_set'))}>
            {t('baseline_set')}
          </Button>
          <Button isSmall onClick={() => after(api.peek().baseline.clear(), t('baseline_is_cleared'))}>
            {t('baseline_clear')}
          </Button>
        </div>
        <fieldset class="inline plain">
          <legend class="muted">{t('reset_keeps')}</legend>
          {PARTS.map((part) => (
            <label key={part} class="inline">
              <input
                type="checkbox"
                checked={kept.includes(part)}
                onChange={() => {
                  setKept(kept.includes(part) ? kept.filter((one) => one !== part) : [...kept, part]);
                }}
              />
              {t(part)}
            </label>
          ))}
        </fieldset>
        <div class="inline">
          <Confirm
            kind="danger"
            text={t('reset')}
            question={t('reset_question')}
            onConfirm={() => after(api.peek().reset({ keep: [...kept] }), t('was_reset'))}
          />
        </div>
      </div>
    </section>
  );
}

/** The state as a file, out and in. */
export function TransferCard() {
  const [passphrase, setPassphrase] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const sealed = passphrase === '' ? {} : { passphrase };
  const take = async (given: File): Promise<void> => {
    await api.peek().state.import({ bytes: given, ...sealed });
    say(t('imported'));
  };
  return (
    <section class="card">
      <h2>{t('transfer')}</h2>
      <div class="card-body form">
        <p class="muted">{t('transfer_lead')}</p>
        <TextField
          type="password"
          label={t('passphrase')}
          hint={t('passphrase_hint')}
          value={passphrase}
          onInput={setPassphrase}
        />
        <div class="inline">
          <Button isSmall onClick={() => void api.peek().state.export(sealed).then(download, sayError)}>
            {t('export')}
          </Button>
          <Button isSmall onClick={() => file.current?.click()}>
            {t('import')}
          </Button>
          <input
            ref={file}
            type="file"
            class="hidden"
            aria-label={t('import')}
            tabIndex={-1}
            onChange={(event) => {
              const [given] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (given !== undefined) take(given).catch(sayError);
            }}
          />
        </div>
      </div>
    </section>
  );
}

function download(bytes: Uint8Array): void {
  saveFile(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }), 'dragoman.state');
}
