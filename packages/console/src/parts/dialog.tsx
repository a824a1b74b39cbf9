import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { t } from '../words/index.ts';
import { Button } from './button.tsx';

/** What takes the place of the page until it is closed. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly isLarge?: boolean;
}) {
  const { title, onClose, children, isLarge = false } = props;
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      class={isLarge ? 'large' : ''}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) element.current?.close();
      }}
    >
      <div class="dialog-head">
        <h2>{title}</h2>
        <Button kind="quiet" icon="close" label={t('close')} onClick={() => element.current?.close()} />
      </div>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
