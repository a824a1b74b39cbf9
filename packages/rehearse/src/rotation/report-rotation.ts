import type { Language, RunReport, ReportCheck, ReportRow, ReportTable } from '@dragoman/reports';
import type { Criterion, RotationFinding, VersionUse } from './judge.ts';
import type { RotationResult, RotationRun } from './rehearse-rotation.ts';
import type { RotationForm } from './timeline.ts';

interface Texts {
  readonly title: string;
  readonly passed: string;
  readonly broken: (count: number) => string;
  readonly forms: Readonly<Record<RotationForm, string>>;
  readonly ended: (form: string, exit: number | null, seconds: string) => string;
  readonly foreign: (count: number) => string;
  readonly versions: (form: string) => string;
  readonly columns: readonly string[];
  readonly criteria: Readonly<Record<Criterion, string>>;
  readonly criteriaTitle: string;
  readonly criteriaColumns: readonly string[];
  readonly verdicts: Readonly<Record<RotationFinding['verdict'], string>>;
  readonly program: string;
  readonly stillCurrent: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Rotation',
    passed: 'The program followed every rotation.',
    broken: (count) => `${count === 1 ? 'One expectation is' : `${count} expectations are`} broken.`,
    forms: { 'one-user': 'one user', 'two-user': 'two users' },
    ended: (form, exit, seconds) =>
      exit === null
        ? `With ${form} the program ran for ${seconds} s, until it was ended.`
        : `With ${form} the program ended after ${seconds} s with exit code ${exit}.`,
    foreign: (count) => `Logins with what was never a value: ${count}.`,
    versions: (form) => `Versions, with ${form}`,
    columns: ['secret', 'version', 'made', 'superseded', 'reads', 'last read', 'logins', 'last login', 'rejected'],
    criteria: {
      follows: 'takes a new version',
      'within-ttl': 'uses no value for longer than its cache may keep it',
      'not-withdrawn': 'logs in with no value that was withdrawn',
      survives: 'goes on running, or ends with exit code 0',
    },
    criteriaTitle: 'Expectations',
    criteriaColumns: ['form', 'secret', 'the program', 'verdict', 'versions'],
    verdicts: { passed: 'yes', broken: 'no', skipped: 'not tested' },
    program: '(the program)',
    stillCurrent: '—',
  },
  zh: {
    title: '轮转',
    passed: '程序跟上了每一次轮转。',
    broken: (count) => `${count} 项预期未满足。`,
    forms: { 'one-user': '单用户', 'two-user': '双用户' },
    ended: (form, exit, seconds) =>
      exit === null
        ? `${form}：程序运行 ${seconds} 秒，直到被结束。`
        : `${form}：程序运行 ${seconds} 秒后以退出码 ${exit} 结束。`,
    foreign: (count) => `使用从未有过的值登录：${count} 次。`,
    versions: (form) => `版本（${form}）`,
    columns: ['凭据', '版本', '产生于', '被取代于', '读取', '最后读取', '登录', '最后登录', '被拒绝'],
    criteria: {
      follows: '采用新版本',
      'within-ttl': '使用旧值不超过缓存允许的时间',
      'not-withdrawn': '不使用已撤销的值登录',
      survives: '持续运行，或以退出码 0 结束',
    },
    criteriaTitle: '预期',
    criteriaColumns: ['方式', '凭据', '程序', '结论', '版本'],
    verdicts: { passed: '满足', broken: '未满足', skipped: '未检验' },
    program: '（程序本身）',
    stillCurrent: '—',
  },
};

/** A rehearsal of rotation as people and CI servers read it. */
export function rotationReport({ runs, findings }: RotationResult, language: Language): RunReport {
  const texts = TEXTS[language];
  const broken = findings.filter(({ verdict }) => verdict === 'broken').length;
  return {
    ...{ kind: 'rotation', language, title: texts.title },
    headline: broken === 0 ? texts.passed : texts.broken(broken),
    notes: runs.flatMap((run) => notesOf(run, texts)),
    tables: [criteriaTable(findings, texts), ...runs.map((run) => versionsTable(run, texts))],
    checks: findings.map((finding) => checkOf(finding, runs, texts)),
  };
}

function notesOf({ form, exit, seconds, foreign_logins: foreign }: RotationRun, texts: Texts): string[] {
  const ended = texts.ended(texts.forms[form], exit, seconds.toFixed(1));
  return foreign === 0 ? [ended] : [ended, texts.foreign(foreign)];
}

function criteriaTable(findings: readonly RotationFinding[], texts: Texts): ReportTable {
  const rows = findings.map(({ form, secret, criterion, verdict, versions }): ReportRow => {
    const subject = [texts.forms[form], secret ?? texts.program, texts.criteria[criterion]];
    return { cells: [...subject, texts.verdicts[verdict], versions.join(', ')], verdict };
  });
  return { title: texts.criteriaTitle, columns: texts.criteriaColumns, rows };
}

function versionsTable({ form, versions }: RotationRun, texts: Texts): ReportTable {
  const time = (milliseconds: number | null): string =>
    milliseconds === null ? texts.stillCurrent : `${(milliseconds / 1_000).toFixed(1)} s`;
  const used = versions.filter(({ secret }) => versions.some((one) => one.secret === secret && isUsed(one)));
  const rows = used.map((one): ReportRow => {
    const counts = [String(one.reads), time(one.lastReadAt), String(one.logins), time(one.lastLoginAt)];
    const cells = [one.secret, one.id, time(one.madeAt), time(one.supersededAt), ...counts, String(one.rejectedLogins)];
    return { cells, verdict: one.withdrawnLogins > 0 ? 'broken' : isUsed(one) ? 'passed' : 'skipped' };
  });
  return { title: texts.versions(texts.forms[form]), columns: texts.columns, rows };
}

const isUsed = ({ reads, logins }: VersionUse): boolean => reads > 0 || logins > 0;

function checkOf(finding: RotationFinding, runs: readonly RotationRun[], texts: Texts): ReportCheck {
  const { form, secret, criterion, verdict, versions } = finding;
  const name = `${secret ?? texts.program}: ${texts.criteria[criterion]}`;
  const seconds = runs.find((run) => run.form === form)?.seconds ?? 0;
  return { group: `rotation, ${texts.forms[form]}`, name, verdict, messages: [...versions], seconds };
}
