import { api } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { sayError } from '../../parts/toast.tsx';
import { language } from '../../preferences.ts';
import { saveFile } from '../../state/save-file.ts';
import { t } from '../../words/index.ts';
import type { Grade } from './grades.ts';

const FILES = [
  { as: 'markdown', name: 'Markdown', file: 'receipt.md', type: 'text/markdown' },
  { as: 'json', name: 'JSON', file: 'receipt.json', type: 'application/json' },
  { as: 'junit', name: 'JUnit', file: 'receipt.xml', type: 'application/xml' },
] as const;

/** The receipt as a file, as `dragoman receipt` writes it. */
export function Downloads({ minGrade }: { readonly minGrade: Grade | null }) {
  const save = async ({ as, file, type }: (typeof FILES)[number]): Promise<void> => {
    const query = minGrade === null ? {} : { min_grade: minGrade };
    const text = await api.peek().receipt.text({ ...query, as, lang: language.value });
    saveFile(new Blob([text], { type }), file);
  };
  return (
    <section class="card">
      <h2>{t('receipt_download')}</h2>
      <div class="card-body inline">
        {FILES.map((file) => (
          <Button key={file.as} isSmall onClick={() => void save(file).catch(sayError)}>
            {file.name}
          </Button>
        ))}
      </div>
    </section>
  );
}
