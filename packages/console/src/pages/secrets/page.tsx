import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty, Problem } from '../../parts/empty.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { replaceParams, route, setParams } from '../../route.ts';
import { gatewayNow } from '../../state/gateway-clock.ts';
import { relativeTime } from '../../state/time.ts';
import { t } from '../../words/index.ts';
import { PutForm } from './put-form.tsx';
import { STATE_TONES } from './secret.ts';
import { SecretPane } from './secret-pane.tsx';
import { type LoadedSecrets, type Summary, useSecrets } from './use-secrets.ts';

const STATES = ['enabled', 'disabled', 'frozen', 'deleting'] as const;

/** All secrets of all vaults, and the one that is open beside them. */
export function SecretsPage() {
  const { params } = route.value;
  const { name = '', vault = '', state = '' } = params;
  const listed = useSecrets({ name, vault });
  const [isNew, setNew] = useState(false);
  const open = params['secret'];
  const displayed = state === '' ? listed.secrets : listed.secrets.filter((secret) => secret.state === state);
  return (
    <div class="page fill">
      <div class="page-head">
        <h1>{t('secrets')}</h1>
        {!listed.isLoading && (
          <span class="muted" role="status">
            {t(listed.hasMore ? 'more_than' : 'so_many', { count: displayed.length })}
          </span>
        )}
        <div class="actions">
          <Button kind="primary" icon="plus" onClick={() => setNew(true)}>
            {t('new_secret')}
          </Button>
        </div>
      </div>
      <SecretFilters />
      <div class={`split ${open === undefined ? '' : 'open'}`}>
        <div class="list-pane">
          <SecretList
            listed={listed}
            displayed={displayed}
            isNarrowed={name + vault + state !== ''}
            onNew={() => setNew(true)}
          />
        </div>
        {open !== undefined && (
          <SecretPane key={`${open} ${params['in'] ?? ''}`} name={open} vault={params['in']} onChange={listed.reload} />
        )}
      </div>
      {isNew && (
        <Dialog title={t('new_secret')} onClose={() => setNew(false)}>
          <PutForm
            onDone={(secret) => {
              setNew(false);
              listed.reload();
              setParams({ secret: secret.name, in: secret.vault });
            }}
          />
        </Dialog>
      )}
    </div>
  );
}

function SecretFilters() {
  const { params } = route.value;
  const { data } = useCall(() => api.value.vaults.list(), []);
  const set = (name: string) => (value: string) => {
    replaceParams({ [name]: value === '' ? null : value });
  };
  return (
    <form class="filters" role="search" aria-label={t('filters')} onSubmit={(event) => event.preventDefault()}>
      <TextField type="search" label={t('name_contains')} value={params['name'] ?? ''} onInput={set('name')} />
      <SelectField
        label={t('vault')}
        value={params['vault'] ?? ''}
        onInput={set('vault')}
        options={[
          ['', t('all_vaults')],
          ...(data?.vaults ?? []).map(({ name, secrets }) => [name, `${name} (${secrets})`] as const),
        ]}
      />
      <SelectField
        label={t('state_of_secret')}
        value={params['state'] ?? ''}
        onInput={set('state')}
        options={[['', t('any')], ...STATES.map((state) => [state, t(`secret_${state}`)] as const)]}
      />
    </form>
  );
}

function SecretList(props: {
  readonly listed: LoadedSecrets;
  readonly displayed: readonly Summary[];
  readonly isNarrowed: boolean;
  readonly onNew: () => void;
}) {
  const { listed, displayed, isNarrowed, onNew } = props;
  const { params } = route.value;
  if (listed.error !== null) return <Problem error={listed.error} retry={listed.reload} />;
  if (displayed.length === 0) {
    if (listed.isLoading) return null;
    return isNarrowed ? <Empty title={t('nothing_fits')} /> : <NoSecrets onNew={onNew} />;
  }
  return (
    <>
      <div class="list-head secret-row" aria-hidden="true">
        <span>{t('name')}</span>
        <span class="secret-vault">{t('vault')}</span>
        <span class="secret-versions">{t('versions')}</span>
        <span class="secret-updated">{t('updated')}</span>
      </div>
      <VirtualList
        label={t('secrets')}
        count={displayed.length}
        keyOf={(index) => displayed[index]?.id ?? String(index)}
        selected={displayed.findIndex(({ name, vault }) => name === params['secret'] && vault === params['in'])}
        onOpen={(index) => {
          const secret = displayed[index];
          if (secret !== undefined) setParams({ secret: secret.name, in: secret.vault });
        }}
        onReach={listed.ensureRow}
        rowClass="secret-row"
        renderRow={(index) => <Row secret={displayed[index]} />}
      />
    </>
  );
}

function Row({ secret }: { readonly secret: Summary | undefined }) {
  if (secret === undefined) return null;
  const { name, vault, state, versions, updated_at: updatedAt } = secret;
  return (
    <>
      <span class="inline one-line">
        <span class="ellipsis strong">{name}</span>
        {state !== 'enabled' && <Badge tone={STATE_TONES[state]}>{t(`secret_${state}`)}</Badge>}
      </span>
      <span class="ellipsis muted secret-vault">{vault}</span>
      <span class="muted secret-versions">{versions}</span>
      <span class="muted nowrap secret-updated">
        {relativeTime(new Date(updatedAt).getTime(), gatewayNow.value ?? 0)}
      </span>
    </>
  );
}

function NoSecrets({ onNew }: { readonly onNew: () => void }) {
  return (
    <Empty title={t('no_secrets')}>
      <p>{t('no_secrets_lead')}</p>
      <span class="inline">
        <Button kind="primary" icon="plus" onClick={onNew}>
          {t('new_secret')}
        </Button>
        <a class="button" href="#connect">
          {t('connect_a_client')}
        </a>
      </span>
    </Empty>
  );
}
