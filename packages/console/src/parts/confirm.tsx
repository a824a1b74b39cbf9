import { useState } from 'preact/hooks';

import { t } from '../words/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** A button whose work cannot be undone, and so asks first. */
export function Confirm(props: {
  readonly text: string;
  readonly question: string;
  readonly onConfirm: () => void;
  readonly kind?: 'plain' | 'danger';
}) {
  const [isOpen, setOpen] = useState(false);
  const { text, question, onConfirm, kind = 'plain' } = props;
  return (
    <>
      <Button isSmall kind={kind} onClick={() => setOpen(true)}>
        {text}
      </Button>
      {isOpen && (
        <Dialog title={text} onClose={() => setOpen(false)}>
          <div class="form">
            <p>{question}</p>
            <div class="buttons">
              <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
              <Button
                kind={kind === 'danger' ? 'danger' : 'primary'}
                onClick={() => {
                  setOpen(false);
                  onConfirm();
                }}
              >
                {text}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
