import type { ControlClient } from '@dragoman/control/client';
import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Empty, Problem } from '../../parts/empty.tsx';
import { TextField } from '../../parts/field.tsx';
import { Time } from '../../parts/time.tsx';
import { say, sayError } from '../../parts/toast.tsx';
import { t } from '../../words/index.ts';

type Snapshot = Awaited<ReturnType<ControlClient['snapshots']['list']>>['snapshots'][number];

/** The state under names: save it, and go back to it. */
export function SnapshotCard() {
  const { data, error, reload } = useCall(() => api.value.snapshots.list(), []);
  const [name, setName] = useState('');
  const snapshots = data?.snapshots ?? [];
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t('snapshots')}</h2>
        <div class="actions">
          <form
            class="inline"
            onSubmit={(event) => {
              event.preventDefault();
              api
                .peek()
                .snapshots.save({ name })
                .then(() => {
                  setName('');
                  say(t('saved'));
                  reload();
                }, sayError);
            }}
          >
            <TextField label={t('name')} value={name} onInput={setName} isRequired />
            <span class="with-field">
              <Button icon="plus" type="submit">
                {t('save')}
              </Button>
            </span>
          </form>
        </div>
      </div>
      <div class="card-body flush">
        {error !== null && <Problem error={error} retry={reload} />}
        {data !== null && snapshots.length === 0 && (
          <Empty title={t('no_snapshots')}>
            <p>{t('no_snapshots_lead')}</p>
          </Empty>
        )}
        {snapshots.length > 0 && <SnapshotTable snapshots={snapshots} onChange={reload} />}
      </div>
    </section>
  );
}

function SnapshotTable({ snapshots, onChange }: { snapshots: readonly Snapshot[]; onChange: () => void }) {
  const after = (work: Promise<unknown>, done: string): void => {
    work.then(() => {
      say(done);
      onChange();
    }, sayError);
  };
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('made')}</th>
          <th scope="col">{t('size')}</th>
          <th scope="col">{t('version')}</th>
          <th scope="col">
            <span class="hidden">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {snapshots.map(({ name, created_at: madeAt, bytes, version }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>{madeAt === null ? '—' : <Time at={madeAt} />}</td>
            <td class="nowrap">{(bytes / 1_024).toFixed(1)} KiB</td>
            <td>{version ?? '—'}</td>
            <td>
              <span class="inline end">
                <Confirm
                  text={t('load')}
                  question={t('load_question', { name })}
                  onConfirm={() => after(api.peek().snapshots.load({ name }), t('loaded', { name }))}
                />
                <Button
                  isSmall
                  kind="danger"
                  onClick={() => after(api.peek().snapshots.delete({ name }), t('deleted', { name }))}
                >
                  {t('delete')}
                </Button>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
