import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/empty.tsx';
import { Time } from '../../parts/time.tsx';
import { say, sayError } from '../../parts/toast.tsx';
import { setParams } from '../../route.ts';
import { t } from '../../words/index.ts';
import { Answers } from './answers.tsx';
import { DeleteForm } from './delete-form.tsx';
import { LabelForm } from './label-form.tsx';
import { Losses } from './losses.tsx';
import { type Secret, STATE_TONES } from './secret.ts';
import { PutForm } from './put-form.tsx';
import { Value } from './value.tsx';
import { Versions } from './versions.tsx';

/** One secret: its versions, its value where it is asked for, and what the clouds make of it. */
export function SecretPane(props: {
  readonly name: string;
  readonly vault: string | undefined;
  readonly onChange: () => void;
}) {
  const { name, vault, onChange } = props;
  const { data, error, reload } = useCall(
    () => api.value.secrets.get({ name, ...(vault !== undefined && { vault }) }),
    [name, vault],
  );
  const changed = (): void => {
    reload();
    onChange();
  };
  const close = (): void => {
    setParams({ secret: null, in: null });
  };
  const gone = (): void => {
    close();
    onChange();
  };
  return (
    <section class="pane" aria-label={name}>
      <div class="pane-body">
        <div class="pane-head">
          <h2>{name}</h2>
          <div class="actions">
            {data !== null && <Actions secret={data} onChange={changed} onGone={gone} />}
            <button type="button" data-closes class="button quiet" aria-label={t('close')} onClick={close}>
              ✕
            </button>
          </div>
        </div>
        {error !== null && <Problem error={error} retry={reload} />}
        {data !== null && (
          <>
            <Facts secret={data} />
            <Value key={data.current} secret={data} />
            <Versions secret={data} />
            <Answers secret={data} />
            <Losses secret={data} />
          </>
        )}
      </div>
    </section>
  );
}

type Opened = 'put' | 'labels' | 'delete' | null;

interface ActionProps {
  readonly secret: Secret;
  readonly onChange: () => void;
  readonly onGone: () => void;
}

function Actions(props: ActionProps) {
  const { secret, onChange, onGone } = props;
  const { state } = secret;
  const [opened, setOpened] = useState<Opened>(null);
  const close = (): void => {
    setOpened(null);
  };
  const done = (): void => {
    close();
    onChange();
  };
  if (state === 'deleting') return <Restore {...props} />;
  return (
    <>
      <Button isSmall kind="primary" icon="plus" onClick={() => setOpened('put')}>
        {t('new_version')}
      </Button>
      <Button isSmall onClick={() => setOpened('labels')}>
        {t('labels')}
      </Button>
      <Button isSmall kind="danger" onClick={() => setOpened('delete')}>
        {t('delete')}
      </Button>
      {opened === 'put' && (
        <Dialog title={t('new_version')} onClose={close}>
          <PutForm secret={secret} onDone={done} />
        </Dialog>
      )}
      {opened === 'labels' && (
        <Dialog title={t('labels')} onClose={close}>
          <LabelForm secret={secret} onDone={done} />
        </Dialog>
      )}
      {opened === 'delete' && (
        <Dialog title={t('delete')} onClose={close}>
          <DeleteForm secret={secret} onDone={done} onGone={onGone} />
        </Dialog>
      )}
    </>
  );
}

/** What can be done with a secret that waits for its deletion. */
function Restore({ secret: { name, vault }, onChange, onGone }: ActionProps) {
  return (
    <>
      <Button
        isSmall
        kind="primary"
        onClick={() => {
          api
            .peek()
            .secrets.restore({ name, vault })
            .then(() => {
              say(t('restored', { name }));
              onChange();
            }, sayError);
        }}
      >
        {t('restore')}
      </Button>
      <Confirm
        kind="danger"
        text={t('delete_now')}
        question={t('delete_now_question', { name })}
        onConfirm={() => void api.peek().secrets.delete({ name, vault }).then(onGone, sayError)}
      />
    </>
  );
}

function Facts({ secret }: { readonly secret: Secret }) {
  const {
    vault,
    state,
    description,
    key,
    created_at: createdAt,
    created_by: createdBy,
    updated_at: updatedAt,
  } = secret;
  const { deletes_at: deletesAt, rotates, tags, id } = secret;
  const tagList = Object.entries(tags);
  return (
    <dl class="facts">
      <dt>{t('state_of_secret')}</dt>
      <dd class="inline">
        <Badge tone={STATE_TONES[state]}>{t(`secret_${state}`)}</Badge>
        {deletesAt !== null && <Time at={deletesAt} isRelative />}
      </dd>
      <dt>{t('vault')}</dt>
      <dd>{vault}</dd>
      <dt>Id</dt>
      <dd class="mono">{id}</dd>
      <dt>{t('description')}</dt>
      <dd>{description ?? '—'}</dd>
      <dt>{t('sealed_by')}</dt>
      <dd class={key === null ? '' : 'mono'}>{key ?? t('default_key')}</dd>
      <dt>{t('created')}</dt>
      <dd>
        <Time at={createdAt} /> · {createdBy}
      </dd>
      <dt>{t('updated')}</dt>
      <dd>
        <Time at={updatedAt} isRelative />
      </dd>
      {rotates !== null && (
        <>
          <dt>{t('rotation')}</dt>
          <dd>{rotates.next_at === null ? t('rotation_off') : <Time at={rotates.next_at} isRelative />}</dd>
        </>
      )}
      {tagList.length > 0 && (
        <>
          <dt>{t('tags')}</dt>
          <dd class="inline">
            {tagList.map(([name, value]) => (
              <Badge key={name}>
                {name}={value}
              </Badge>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}
