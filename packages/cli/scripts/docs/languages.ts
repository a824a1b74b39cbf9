import { CHINESE_OF_CONTROL } from './chinese-control.ts';
import { CHINESE_OF_DURABILITY } from './chinese-durability.ts';
import { CHINESE_OF_ALIYUN_FACTS } from './chinese-facts-aliyun.ts';
import { CHINESE_OF_BK_FACTS } from './chinese-facts-bk.ts';
import { CHINESE_OF_HUAWEI_FACTS } from './chinese-facts-huawei.ts';
import { CHINESE_OF_FIDELITY } from './chinese-fidelity.ts';
import { CHINESE_OF_PAGES } from './chinese-pages.ts';
import { CHINESE_OF_SECRETS } from './chinese-secrets.ts';
import { CHINESE_OF_SEEDS } from './chinese-seed.ts';
import { CHINESE_OF_SETTINGS } from './chinese-settings.ts';

/** A language that pages are written in. */
export interface Language {
  /** Below `docs`. */
  readonly folder: string;
  /** From a page there to the root of the repository. */
  readonly up: string;
  /** The language's text for an English one. */
  readonly say: (english: string) => string;
  /** English texts that it was asked for and does not have. */
  readonly untranslated: ReadonlySet<string>;
  /** English texts that it has and was not asked for. */
  readonly unused: () => string[];
}

/** Before an English text on a page in Chinese: it is still to be translated. */
const TO_TRANSLATE = '【待译】';

/**
 * English is what the sources say; Chinese stands in catalogues by the English text, so a text that changes asks for
 * its translation. Until it has one, the page shows the English with a mark before it.
 */
export const LANGUAGES: readonly Language[] = [
  { folder: '', up: '../', say: (english) => english, untranslated: new Set(), unused: () => [] },
  catalogued('zh', {
    ...CHINESE_OF_PAGES,
    ...CHINESE_OF_SETTINGS,
    ...CHINESE_OF_CONTROL,
    ...CHINESE_OF_SECRETS,
    ...CHINESE_OF_SEEDS,
    ...CHINESE_OF_FIDELITY,
    ...CHINESE_OF_HUAWEI_FACTS,
    ...CHINESE_OF_DURABILITY,
    ...CHINESE_OF_ALIYUN_FACTS,
    ...CHINESE_OF_BK_FACTS,
  }),
];

function catalogued(folder: string, texts: Readonly<Record<string, string>>): Language {
  const untranslated = new Set<string>();
  const requested = new Set<string>();
  const say = (english: string): string => {
    requested.add(english);
    const text = texts[english];
    if (text !== undefined) return text;
    untranslated.add(english);
    return `${TO_TRANSLATE}${english}`;
  };
  return {
    folder,
    up: '../../',
    say,
    untranslated,
    unused: () => Object.keys(texts).filter((text) => !requested.has(text)),
  };
}
