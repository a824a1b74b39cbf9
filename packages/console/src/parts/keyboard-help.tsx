import { PAGE_KEYS } from '../state/shortcuts.ts';
import { t, type Word } from '../words/index.ts';
import { Dialog } from './dialog.tsx';

const OTHERS: readonly (readonly [string, Word])[] = [
  ['/', 'key_search'],
  ['l', 'key_list'],
  ['↑ ↓', 'key_move'],
  ['Enter', 'key_open'],
  ['Esc', 'key_close'],
  ['?', 'key_help'],
];

/** Every key that does something. */
export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('keyboard')} onClose={onClose}>
      <table>
        <tbody>
          {Object.entries(PAGE_KEYS).map(([key, page]) => (
            <tr key={key}>
              <td class="nowrap">
                <kbd>g</kbd> <kbd>{key}</kbd>
              </td>
              <td>{t(page)}</td>
            </tr>
          ))}
          {OTHERS.map(([key, word]) => (
            <tr key={key}>
              <td class="nowrap">
                <kbd>{key}</kbd>
              </td>
              <td>{t(word)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
