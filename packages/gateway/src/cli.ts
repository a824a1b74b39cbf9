#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

import { Command } from 'commander';

import { startCommand } from './commands/start.ts';
import { ConfigProblem } from './config/problem.ts';
import { VERSION } from './version.ts';

// A request leaves little behind: a heap that grew freely under load would double the resident memory for nothing.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=40');

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
