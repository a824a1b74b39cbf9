import type { Language, RunReport, ReportCheck, ReportRow, ReportTable } from '@dragoman/reports';
import type { Encoding } from './encodings.ts';
import type { ValueOrigin } from './plant-canaries.ts';
import type { Leak, LeaksResult } from './rehearse-leaks.ts';

interface Texts {
  readonly title: string;
  readonly clean: (values: number) => string;
  readonly leaked: (values: number, locations: number) => string;
  readonly nothingRead: string;
  readonly searched: (megabytes: string, requests: number) => string;
  readonly exit: (exit: number | null) => string;
  readonly leaks: string;
  readonly leakColumns: readonly [string, string, string, string];
  readonly line: (line: number) => string;
  readonly unsearched: string;
  readonly unsearchedColumns: readonly [string, string];
  readonly tooShort: string;
  readonly version: (id: string) => string;
  readonly sandboxKey: string;
  readonly notHandedOut: string;
  readonly encodings: Readonly<Record<Encoding, string>>;
}

const SAME_NAMES = {
  base64: 'Base64',
  base64url: 'Base64url',
  hex: 'hex',
  'utf-16': 'UTF-16',
  json: 'JSON',
  xml: 'XML',
};

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Leaks',
    clean: (values) => `None of ${values} values was found in what the program printed, wrote or sent.`,
    leaked: (values, locations) => {
      const where = locations === 1 ? 'one place' : `${locations} places`;
      return `${values === 1 ? 'One value was' : `${values} values were`} given away, in ${where}.`;
    },
    nothingRead: 'The program read no value in this run: what it does with one was not put to the test.',
    searched: (megabytes, requests) =>
      `Searched: ${megabytes} MB of output, files and requests (${requests} to hosts that are not emulated).`,
    exit: (exit) => (exit === null ? 'The program was cut by --timeout.' : `The program ended with exit code ${exit}.`),
    leaks: 'Values that were given away',
    leakColumns: ['value', 'found in', 'written as', 'handed out by'],
    line: (line) => `line ${line}`,
    unsearched: 'Not searched, or not wholly',
    unsearchedColumns: ['where', 'why'],
    tooShort: 'its value is shorter than 8 bytes, which stand in many texts by chance',
    version: (id) => `version ${id}`,
    sandboxKey: 'the key that the program signs with',
    notHandedOut: '—',
    encodings: { plain: 'plain text', percent: 'percent-encoding', ...SAME_NAMES },
  },
  zh: {
    title: '泄露',
    clean: (values) => `程序打印、写入和发送的内容中没有出现 ${values} 个值中的任何一个。`,
    leaked: (values, locations) => `${values} 个值被泄露，共 ${locations} 处。`,
    nothingRead: '程序这次没有读取任何值，因此没有检验它如何处理读到的值。',
    searched: (megabytes, requests) =>
      `已搜索：${megabytes} MB 的输出、文件和请求（其中 ${requests} 个发往未被模拟的主机）。`,
    exit: (exit) => (exit === null ? '程序被 --timeout 中止。' : `程序以退出码 ${exit} 结束。`),
    leaks: '被泄露的值',
    leakColumns: ['值', '出现在', '写法', '由哪个请求给出'],
    line: (line) => `第 ${line} 行`,
    unsearched: '未搜索或未完整搜索',
    unsearchedColumns: ['位置', '原因'],
    tooShort: '值短于 8 字节，会偶然出现在许多文本中',
    version: (id) => `版本 ${id}`,
    sandboxKey: '程序签名所用的密钥',
    notHandedOut: '—',
    encodings: { plain: '明文', percent: '百分号编码', ...SAME_NAMES },
  },
};

/** A rehearsal of leaks as people and CI servers read it. */
export function leaksReport(result: LeaksResult, language: Language): RunReport {
  const texts = TEXTS[language];
  const { leaks, values, seconds } = result;
  const leaked = new Set(leaks.map(({ value }) => nameOf(value, texts)));
  return {
    kind: 'leaks',
    language,
    title: texts.title,
    headline: leaked.size === 0 ? texts.clean(values.length) : texts.leaked(leaked.size, leaks.length),
    notes: notesOf(result, texts),
    tables: [leaksTable(leaks, texts), unsearchedTable(result, texts)].filter(({ rows }) => rows.length > 0),
    checks: checksOf(result, texts).map((check) => ({ ...check, seconds })),
  };
}

function notesOf({ exit, searched_bytes, searched_requests, read }: LeaksResult, texts: Texts): string[] {
  const megabytes = (searched_bytes / 1_000_000).toFixed(1);
  return [texts.exit(exit), texts.searched(megabytes, searched_requests), ...(read === 0 ? [texts.nothingRead] : [])];
}

function leaksTable(leaks: readonly Leak[], texts: Texts): ReportTable {
  const rows = leaks.map((leak): ReportRow => {
    const { value, location, line, encoding, handed_out: by } = leak;
    const where = `${location}, ${texts.line(line)}`;
    const request = by === null ? texts.notHandedOut : `${by.operation} (${by.door}) ${by.request_id}`;
    return { cells: [nameOf(value, texts), where, texts.encodings[encoding], request], verdict: 'broken' };
  });
  return { title: texts.leaks, columns: texts.leakColumns, rows };
}

function unsearchedTable({ unsearched, too_short: short }: LeaksResult, texts: Texts): ReportTable {
  const rows = [
    ...unsearched.map(({ location, reason }) => [location, reason]),
    ...short.map((value) => [nameOf(value, texts), texts.tooShort]),
  ];
  const titled = { title: texts.unsearched, columns: texts.unsearchedColumns };
  return { ...titled, rows: rows.map((cells): ReportRow => ({ cells, verdict: 'skipped' })) };
}

function checksOf({ values, leaks, too_short: short }: LeaksResult, texts: Texts): Omit<ReportCheck, 'seconds'>[] {
  const messages = new Map<string, string[]>();
  for (const leak of leaks) {
    const name = nameOf(leak.value, texts);
    const message = `${leak.location}, ${texts.line(leak.line)}: ${texts.encodings[leak.encoding]}`;
    messages.set(name, [...(messages.get(name) ?? []), message]);
  }
  const unsearched = new Set(short.map((value) => nameOf(value, texts)));
  const names = [...new Set(values.map((value) => nameOf(value, texts)))];
  return names.map((name) => {
    const found = messages.get(name) ?? [];
    if (found.length > 0) return { group: 'leaks', name, verdict: 'broken', messages: found };
    if (unsearched.has(name)) return { group: 'leaks', name, verdict: 'skipped', messages: [texts.tooShort] };
    return { group: 'leaks', name, verdict: 'passed', messages: [] };
  });
}

/** Such as `app/db version v2 #password`. */
function nameOf({ kind, name, version, member }: ValueOrigin, texts: Texts): string {
  if (kind === 'key of the sandbox') return `${texts.sandboxKey} (${name})`;
  const parts = [name, version === null ? null : texts.version(version), member === null ? null : `#${member}`];
  return parts.filter((part) => part !== null).join(' ');
}
