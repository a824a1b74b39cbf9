import type { ControlError } from '@dragoman/control/client';
import type { ComponentChildren } from 'preact';

import { errorText, t } from '../words/index.ts';
import { Button } from './button.tsx';

/** Nothing is there, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** What went wrong, in the gateway's words. */
export function Problem({ error, retry }: { readonly error: ControlError; readonly retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <span>{errorText(error)}</span>
      {retry !== undefined && (
        <Button isSmall onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
