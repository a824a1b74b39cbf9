import { useState } from 'preact/hooks';

import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { curlFor } from '../../state/curl.ts';
import { useDoors } from '../../state/doors.ts';
import { t } from '../../words/index.ts';
import { QuickFaults } from '../faults/quick-faults.tsx';
import { AssertionDialog } from './assertion-dialog.tsx';
import type { Entry } from './filter.ts';

/** What a request can be made into. */
export function RequestActions({ entry }: { readonly entry: Entry }) {
  const [open, setOpen] = useState<'fault' | 'assertion' | null>(null);
  const doors = useDoors();
  const close = (): void => {
    setOpen(null);
  };
  const { door, operation, resource } = entry;
  return (
    <div class="inline">
      <CopyButton load={() => curlFor(entry, doors, location.origin)}>{t('copy_curl')}</CopyButton>
      {door !== null && operation !== null && (
        <Button isSmall icon="faults" onClick={() => setOpen('fault')}>
          {t('make_fault')}
        </Button>
      )}
      <Button isSmall onClick={() => setOpen('assertion')}>
        {t('make_assertion')}
      </Button>
      {open === 'fault' && door !== null && operation !== null && (
        <Dialog title={t('make_fault')} onClose={close} isLarge>
          <QuickFaults match={{ door, operation, ...(resource !== null && { resource }) }} onDone={close} />
        </Dialog>
      )}
      {open === 'assertion' && <AssertionDialog entry={entry} onClose={close} />}
    </div>
  );
}
