#!/usr/bin/env node
import { Command } from 'commander';

import { startCommand } from './commands/start.ts';
import { ConfigProblem } from './config/problem.ts';
import { keepHeapSmall } from './heap.ts';
import { VERSION } from './version.ts';

keepHeapSmall();

const program = new Command('dragoman')
  .description('A local stand-in for Huawei Cloud CSMS, Alibaba Cloud KMS Secrets Manager and BlueKing JOB credentials')
  .version(VERSION)
  .addCommand(startCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigProblem)) throw error;
  process.stderr.write(`dragoman: ${error.message}\n`);
  process.exitCode = 1;
}
