import { useState } from 'preact/hooks';

import { gateway, sandbox } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Segments } from '../../parts/button.tsx';
import { Code } from '../../parts/copy.tsx';
import { Problem } from '../../parts/empty.tsx';
import { t } from '../../words/index.ts';
import { Seen } from './seen.tsx';
import { type Filled, type Snippet, SNIPPETS } from './snippets.ts';
import { TrustCard } from './trust.tsx';

const DOORS = [
  ['huawei', 'Huawei CSMS'],
  ['aliyun', 'Alibaba KMS'],
  ['bk', 'BlueKing JOB'],
] as const;

/** How a client is pointed at this gateway, and what comes of its trying. */
export function ConnectPage() {
  const { data, error } = useCall(connection, [sandbox.value]);
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('connect')}</h1>
        <p class="lead">{t('connect_lead')}</p>
      </div>
      {error !== null && <Problem error={error} />}
      {data !== null && (
        <>
          <Snippets credentials={data.credentials} />
          <div class="columns">
            <Seen />
            <TrustCard connection={data} />
          </div>
        </>
      )}
    </div>
  );
}

/** The clients of a sandbox have keys of their own. */
async function connection() {
  const own = await gateway.connection();
  if (sandbox.peek() === null) return own;
  const { credentials } = await gateway.sandboxes.get({ sandbox: sandbox.peek() ?? '' });
  return { ...own, credentials };
}

function Snippets({ credentials }: Pick<Filled, 'credentials'>) {
  const [door, setDoor] = useState<Snippet['door']>('huawei');
  const [wanted, setLanguage] = useState('Python');
  const ofDoor = SNIPPETS.filter((snippet) => snippet.door === door);
  const snippet = ofDoor.find(({ language }) => language === wanted) ?? ofDoor[0];
  if (snippet === undefined) return null;
  const { origin, host, protocol } = location;
  const address = { url: origin, host, protocol: protocol.slice(0, -1) };
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t('snippet')}</h2>
        <div class="actions">
          <Segments label={t('door')} value={door} options={DOORS} onChange={setDoor} />
          <Segments
            label={t('language')}
            value={snippet.language}
            options={ofDoor.map(({ language }) => [language, language] as const)}
            onChange={setLanguage}
          />
        </div>
      </div>
      <div class="card-body stack">
        <p class="muted mono">{snippet.client}</p>
        <Code
          text={snippet.code({ ...address, credentials: withoutSecrets(credentials) })}
          copied={snippet.code({ ...address, credentials })}
          label={`${snippet.client} ${snippet.language}`}
        />
      </div>
    </section>
  );
}

/** Secret halves are copied, and not shown. */
function withoutSecrets(credentials: Filled['credentials']): Filled['credentials'] {
  const masked = (fields: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, /^sk$|secret/.test(name) ? '••••••••' : value]),
    );
  return { huawei: masked(credentials.huawei), aliyun: masked(credentials.aliyun), bk: masked(credentials.bk) };
}
