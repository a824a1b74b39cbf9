import type { Language, RecordedCall } from '@dragoman/migrate';
import { Command, Option } from 'commander';

import { gatewayClient } from '../../gateway-client.ts';
import { announce, connectionFrom, type ConnectionOptions, connectionOptions } from '../connection-options.ts';
import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';

interface ReplayFlags extends ConnectionOptions {
  readonly plan: string;
  readonly journal?: string;
  readonly sandbox?: string;
  readonly format: 'text' | 'markdown' | 'json';
  readonly lang: Language;
  readonly json?: true;
}

/** How many entries of a journal are asked for at a time. */
const PAGE = 1_000;
const NO_EQUIVALENT = 2;

/** `dragoman migrate replay` */
export function replayCommand(): Command {
  const command = new Command('replay')
    .description(
      "what an application's calls, as the journal has them, become at a plan's target; exits 2 where a call has " +
        'no equivalent',
    )
    .requiredOption('--plan <plan>', 'the file that plan --out wrote')
    .option('--journal <file>', 'what journal list --json or journal follow printed; by default that of the gateway')
    .option('--sandbox <id>', 'the journal of this sandbox')
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['text', 'markdown', 'json']).default('text'),
    )
    .addOption(new Option('--lang <language>', 'of text and markdown').choices(['en', 'zh']).default('en'))
    .option('--json', 'the same as --format json');
  for (const option of connectionOptions()) command.addOption(option);
  return command.action(replay);
}

async function replay(flags: ReplayFlags): Promise<void> {
  const { readPlan, recordedCallsIn, replayMarkdown, replayReportOf, replayText } = await migrateModule();
  const plan = readPlan(textOf(flags.plan), flags.plan);
  const { journal } = flags;
  const calls = journal === undefined ? await journalOf(flags) : recordedCallsIn(textOf(journal), journal);
  const report = replayReportOf(plan, calls);
  const format = flags.json === true ? 'json' : flags.format;
  if (format === 'json') process.stdout.write(`${JSON.stringify(report)}\n`);
  else process.stdout.write((format === 'text' ? replayText : replayMarkdown)(report, flags.lang));
  if (report.totals.none > 0) process.exitCode = NO_EQUIVALENT;
}

/** All that the journal of a running gateway has. */
async function journalOf(flags: ReplayFlags): Promise<RecordedCall[]> {
  const { recordedCalls } = await migrateModule();
  const gateway = await connectionFrom(flags);
  const { url, token } = gateway;
  const control = gatewayClient({ url, token, sandbox: flags.sandbox });
  const calls: RecordedCall[] = [];
  for (let after = 0, more = true; more;) {
    const page = await control.journal.list({ after, limit: PAGE });
    calls.push(...recordedCalls(page.entries, url));
    ({ last: after, more } = page);
  }
  announce(gateway);
  return calls;
}
