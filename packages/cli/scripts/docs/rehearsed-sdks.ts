import { OBSERVED_FILE, type ObservedClient, readObserved } from '../../../../conformance/rehearse/observed.ts';
import type { Language } from './languages.ts';

const BEGIN = '<!-- Written by `npm run docs` from conformance/rehearse/observed.json. -->';
const END = '<!-- End of what is written. -->';

const LANGUAGES: Readonly<Record<string, string>> = { python: 'Python', node: 'Node', go: 'Go', java: 'Java' };

/** The page with the table of what official SDKs do, between its two marks. Fails on a page without them. */
export function withRehearsedSdks(page: string, { say }: Language): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < begin) throw new Error(`the page lacks "${BEGIN}" before "${END}"`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${tableOf(say)}\n\n${page.slice(end)}`;
}

/** The cases that a column tells of: how many attempts there were of the call, and whether it got over the fault. */
const COLUMNS: readonly (readonly [title: string, name: string])[] = [
  ['throttled', 'throttle'],
  ['5xx', '5xx-endless'],
  ['reset before', 'reset-before'],
  ['reset in the body', 'reset-mid-body'],
  ['lost answer', 'lost-answer'],
  ['no connection', 'connect-failure-endless'],
  ['never-working codes', 'no-retry'],
];

function tableOf(say: Language['say']): string {
  const titles = ['client', 'retries', ...COLUMNS.map(([title]) => title), 'gives up in 20 s', 'doubles creates'];
  const rows = (readObserved(OBSERVED_FILE) as ObservedClient[]).map((observed) => rowOf(observed, say));
  const lines = [titles.map(say), titles.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(observed: ObservedClient, say: Language['say']): string[] {
  const { language, client, retries, attempts, gives_up: givesUp, doubles_creates: doubles } = observed;
  return [
    `${LANGUAGES[language] ?? language}: ${client}`,
    say(retries ? 'switched on' : 'out of the box'),
    ...COLUMNS.map(([, name]) => String(attempts[name] ?? say('goes on'))),
    say(givesUp ? 'yes' : 'no'),
    doubles === null ? '–' : say(doubles ? 'yes' : 'no'),
  ];
}
