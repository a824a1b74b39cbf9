import type { ControlClient } from '@dragoman/control/client';

import { Code } from '../../parts/copy.tsx';
import { t } from '../../words/index.ts';

type Connection = Awaited<ReturnType<ControlClient['connection']>>;

/** For clients whose code names the cloud itself: the proxy, and the certificate that they are to trust. */
export function TrustCard({ connection }: { readonly connection: Connection }) {
  const { host, origin } = location;
  return (
    <section class="card">
      <h2>{t('unchanged_clients')}</h2>
      <div class="card-body stack">
        <p>{t('unchanged_lead')}</p>
        <Code text="dragoman exec -- your-program" label="dragoman exec" />
        {connection.proxy && (
          <>
            <h3>{t('proxy')}</h3>
            <Code text={`export HTTPS_PROXY=http://${host}\nexport HTTP_PROXY=http://${host}`} label={t('proxy')} />
          </>
        )}
        {connection.https && (
          <>
            <h3>{t('authority')}</h3>
            <p class="muted">{t('authority_lead')}</p>
            <Code text={`curl -o dragoman-ca.pem ${origin}/_dragoman/tls/authority`} label={t('authority')} />
          </>
        )}
      </div>
    </section>
  );
}
