import { systemClock } from '@dragoman/environment';
import type { Language, PlanFile } from '@dragoman/migrate';
import { Command, Option } from 'commander';

import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';
import { printPlan } from './print-plan.ts';

const FORMATS = ['table', 'text', 'markdown', 'html', 'junit', 'sarif', 'json'] as const;

interface ReportFlags {
  readonly format: (typeof FORMATS)[number];
  readonly lang: Language;
  readonly json?: true;
}

/** `dragoman migrate report` */
export function reportCommand(): Command {
  return new Command('report')
    .description('what a plan says, for people, for CI servers and for code hosts')
    .argument('<plan>', 'the file that plan --out wrote')
    .addOption(new Option('--format <format>', 'how it is printed').choices(FORMATS).default('table'))
    .addOption(new Option('--lang <language>', 'of text, markdown and html').choices(['en', 'zh']).default('en'))
    .option('--json', 'the same as --format json')
    .action(async (path: string, flags: ReportFlags) => {
      const { readPlan } = await migrateModule();
      const plan = readPlan(textOf(path), path);
      const format = flags.json === true ? 'json' : flags.format;
      if (format === 'table' || format === 'json') await printPlan(plan, format);
      else process.stdout.write(await rendered(plan, format, flags.lang));
    });
}

async function rendered(
  plan: PlanFile,
  format: Exclude<ReportFlags['format'], 'table' | 'json'>,
  language: Language,
): Promise<string> {
  const { checkGate, htmlOf, junitOf, markdownOf, reportOf, sarifOf, textOf: plainOf } = await migrateModule();
  const gate = checkGate(plan, systemClock.now());
  switch (format) {
    case 'text':
      return plainOf(reportOf(plan, gate, language));
    case 'markdown':
      return markdownOf(reportOf(plan, gate, language));
    case 'html':
      return htmlOf(reportOf(plan, gate, language));
    case 'junit':
      return junitOf(plan, gate);
    case 'sarif':
      return sarifOf(plan, gate);
  }
}
