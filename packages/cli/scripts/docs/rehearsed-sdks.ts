import {
  type FollowingClient,
  type LeakingClient,
  LEAKS_FILE,
  OBSERVED_FILE,
  type ObservedClient,
  readObserved,
  ROTATION_FILE,
} from '../../../../conformance/rehearse/observed.ts';
import type { Language } from './languages.ts';
import { withTable } from './written-table.ts';

/** Of a file of observations, from the root of the repository. */
const sourceOf = (file: URL): string => `conformance/rehearse/${file.pathname.split('/').at(-1) ?? ''}`;

const LANGUAGES: Readonly<Record<string, string>> = { python: 'Python', node: 'Node', go: 'Go', java: 'Java' };

/** The pages with a table of what official SDKs do, and how each gets it. */
export const REHEARSED_PAGES: Readonly<Record<string, (page: string, language: Language) => string>> = {
  'rehearse.md': (page, { say }) => withTable(page, sourceOf(OBSERVED_FILE), retryTable(say)),
  'rehearse-rotation.md': (page, { say }) => withTable(page, sourceOf(ROTATION_FILE), rotationTable(say)),
  'rehearse-leaks.md': (page, { say }) => withTable(page, sourceOf(LEAKS_FILE), leaksTable(say)),
};

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

function retryTable(say: Language['say']): string[][] {
  const titles = ['client', 'retries', ...COLUMNS.map(([title]) => title), 'gives up in 20 s', 'doubles creates'];
  const rows = (readObserved(OBSERVED_FILE) as ObservedClient[]).map((observed) => rowOf(observed, say));
  return [titles.map(say), titles.map(() => '---'), ...rows];
}

const CRITERIA: readonly (readonly [title: string, name: string])[] = [
  ['takes a new version', 'follows'],
  ['keeps to its TTL', 'within-ttl'],
  ['no withdrawn value', 'not-withdrawn'],
];

function rotationTable(say: Language['say']): string[][] {
  const titles = ['client', 'keeps values', ...CRITERIA.map(([title]) => title)];
  const rows = (readObserved(ROTATION_FILE) as FollowingClient[]).map((one) => [
    nameOf(one),
    one.ttl_seconds === null ? say('out of the box') : `${one.ttl_seconds} s`,
    ...CRITERIA.map(([, name]) => say(one.verdicts[name] === 'passed' ? 'yes' : 'no')),
  ]);
  return [titles.map(say), titles.map(() => '---'), ...rows];
}

function leaksTable(say: Language['say']): string[][] {
  const titles = ['client', 'out of the box', 'with DEBUG=sdk'];
  const listed = (found: readonly string[]): string => (found.length === 0 ? say('nothing') : found.join('; '));
  const rows = (readObserved(LEAKS_FILE) as LeakingClient[]).map((one) => [
    nameOf(one),
    listed(one.quiet),
    listed(one.debugging),
  ]);
  return [titles.map(say), titles.map(() => '---'), ...rows];
}

const nameOf = ({ language, client }: { readonly language: string; readonly client: string }): string =>
  `${LANGUAGES[language] ?? language}: ${client}`;

function rowOf(observed: ObservedClient, say: Language['say']): string[] {
  const { retries, attempts, gives_up: givesUp, doubles_creates: doubles } = observed;
  return [
    nameOf(observed),
    say(retries ? 'switched on' : 'out of the box'),
    ...COLUMNS.map(([, name]) => String(attempts[name] ?? say('goes on'))),
    say(givesUp ? 'yes' : 'no'),
    doubles === null ? '–' : say(doubles ? 'yes' : 'no'),
  ];
}
