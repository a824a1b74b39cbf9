import type { ControlClient } from '@dragoman/control/client';
import { useState } from 'preact/hooks';

import { gateway, sandbox as chosen } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty, Problem } from '../../parts/empty.tsx';
import { TextField } from '../../parts/field.tsx';
import { sayError } from '../../parts/toast.tsx';
import { sandboxesChanged } from '../../state/sandboxes.ts';
import { relativeTime, tick } from '../../state/time.ts';
import { t } from '../../words/index.ts';

type Sandbox = Awaited<ReturnType<ControlClient['sandboxes']['list']>>['sandboxes'][number];

const HOUR_SECONDS = 3_600;

/** Isolated environments: make one, hand out its credentials, look into it, delete it. */
export function SandboxCard() {
  const { data, error } = useCall(() => gateway.sandboxes.list(), [sandboxesChanged.value]);
  const sandboxes = data?.sandboxes ?? [];
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t('sandboxes')}</h2>
        <div class="actions">
          <NewSandbox />
        </div>
      </div>
      <div class="card-body flush">
        {error !== null && <Problem error={error} />}
        {data !== null && sandboxes.length === 0 && (
          <Empty title={t('no_sandboxes')}>
            <p>{t('no_sandboxes_lead')}</p>
          </Empty>
        )}
        {sandboxes.length > 0 && <SandboxTable sandboxes={sandboxes} />}
      </div>
    </section>
  );
}

function NewSandbox() {
  const [label, setLabel] = useState('');
  const [hours, setHours] = useState('1');
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault();
        const life = { expires_in_seconds: Math.round(Number(hours) * HOUR_SECONDS) };
        gateway.sandboxes.create({ ...life, ...(label !== '' && { label }) }).then(() => {
          setLabel('');
          sandboxesChanged.value += 1;
        }, sayError);
      }}
    >
      <TextField label={t('label')} value={label} onInput={setLabel} />
      <TextField type="number" label={t('hours')} value={hours} onInput={setHours} isRequired />
      <span class="with-field">
        <Button icon="plus" type="submit">
          {t('create')}
        </Button>
      </span>
    </form>
  );
}

function SandboxTable({ sandboxes }: { readonly sandboxes: readonly Sandbox[] }) {
  const [displayed, setDisplayed] = useState<string | null>(null);
  const remove = (id: string): void => {
    gateway.sandboxes.delete({ sandbox: id }).then(() => {
      if (chosen.value === id) chosen.value = null;
      sandboxesChanged.value += 1;
    }, sayError);
  };
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('label')}</th>
            <th scope="col">Id</th>
            <th scope="col">{t('ends')}</th>
            <th scope="col">
              <span class="hidden">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sandboxes.map(({ id, label, expires_at: endsAt }) => (
            <tr key={id}>
              <td>{label ?? '—'}</td>
              <td class="mono">{id}</td>
              <td class="nowrap">{relativeTime(new Date(endsAt).getTime(), tick.value)}</td>
              <td>
                <span class="inline end">
                  <Button isSmall onClick={() => setDisplayed(id)}>
                    {t('credentials')}
                  </Button>
                  <Button isSmall isPressed={chosen.value === id} onClick={() => (chosen.value = id)}>
                    {t('look_into')}
                  </Button>
                  <Button isSmall kind="danger" onClick={() => remove(id)}>
                    {t('delete')}
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {displayed !== null && <Credentials id={displayed} onClose={() => setDisplayed(null)} />}
    </>
  );
}

/** What its clients are configured with. Keys are copied, and displayed by nobody. */
function Credentials({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data, error } = useCall(() => gateway.sandboxes.get({ sandbox: id }), [id]);
  return (
    <Dialog title={t('credentials_of', { id })} onClose={onClose}>
      {error !== null && <Problem error={error} />}
      {Object.entries(data?.credentials ?? {}).map(([door, credentials]) => (
        <section key={door} class="stack spaced">
          <h3>{door}</h3>
          <table>
            <tbody>
              {Object.entries(credentials).map(([name, value]) => (
                <tr key={name}>
                  <th scope="row" class="mono">
                    {name}
                  </th>
                  <td class="mono">{/secret|sk|password|token/.test(name) ? '••••••••' : value}</td>
                  <td class="end">
                    <CopyButton load={() => value} label={t('copy') + t('colon') + name} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </Dialog>
  );
}
