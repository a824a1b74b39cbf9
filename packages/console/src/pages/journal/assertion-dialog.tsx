import type { ControlClient } from '@dragoman/control/client';
import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { sayError } from '../../parts/toast.tsx';
import { t } from '../../words/index.ts';
import type { Entry } from './filter.ts';

type Verified = Awaited<ReturnType<ControlClient['verify']>>;

/** The request as an assertion, to put into a test, and whether it holds now. */
export function AssertionDialog({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const [verified, setVerified] = useState<Verified | null>(null);
  const assertion = assertionOf(entry);
  const json = JSON.stringify([assertion], null, 2);
  return (
    <Dialog title={t('make_assertion')} onClose={onClose} isLarge>
      <div class="stack">
        <p>{t('assertion_lead')}</p>
        <Code text={json} label={t('assertion_json')} />
        <Code text={`dragoman verify --assertions '${JSON.stringify([assertion])}'`} label={t('assertion_command')} />
        <div class="form">
          {verified !== null && (
            <pre class="code" tabIndex={0}>
              {verified.text}
            </pre>
          )}
          <div class="buttons">
            <Button
              kind="primary"
              onClick={() => {
                api.value.verify({ assertions: [assertion] }).then(setVerified, sayError);
              }}
            >
              {t('check_now')}
            </Button>
          </div>
        </div>
      </div>
    </Dialog>
  );
}

function assertionOf({ door, operation, resource, outcome, code }: Entry) {
  return {
    ...(door !== null && { door }),
    ...(operation !== null && { operation }),
    ...(resource !== null && { resource }),
    outcome,
    ...(code !== null && { code }),
    times: { at_least: 1 },
  };
}
