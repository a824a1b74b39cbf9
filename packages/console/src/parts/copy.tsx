import { t } from '../words/index.ts';
import { Button } from './button.tsx';
import { say, sayError } from './toast.tsx';

/** Puts a text on the clipboard, and says so. */
async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  say(t('copied'));
}

/** @param load what to copy, asked for only then: it may be a value that is not shown */
export function CopyButton(props: {
  readonly load: () => string | Promise<string>;
  readonly children?: string;
  readonly label?: string;
}) {
  const { load, children, label } = props;
  return (
    <Button
      icon="copy"
      isSmall
      {...(children === undefined && { label: label ?? t('copy') })}
      onClick={() => {
        Promise.resolve(load()).then(copyText).catch(sayError);
      }}
    >
      {children}
    </Button>
  );
}

/**
 * A text as it stands, and a button that copies it.
 * @param copied what is copied in its place: the text with keys in it, which are not shown
 */
export function Code(props: { readonly text: string; readonly label: string; readonly copied?: string }) {
  const { text, label, copied = text } = props;
  return (
    <div class="code" tabIndex={0} role="region" aria-label={label}>
      <pre>{text}</pre>
      <div class="code-copy">
        <CopyButton load={() => copied} label={t('copy') + t('colon') + label} />
      </div>
    </div>
  );
}
