#!/usr/bin/env node
import { Command } from 'commander';

import { caCommand } from './commands/ca.ts';
import { controlCommands } from './commands/control.ts';
import { doctorCommand } from './commands/doctor.ts';
import { envCommand } from './commands/env.ts';
import { execCommand } from './commands/exec.ts';
import { startCommand } from './commands/start.ts';
import { ConfigProblem } from './config/problem.ts';
import { ControlProblem } from './control/problem.ts';
import { keepMemorySmall } from './memory.ts';
import { VERSION } from './version.ts';

keepMemorySmall();

const program = new Command('dragoman')
  .description('A local stand-in for Huawei Cloud CSMS, Alibaba Cloud KMS Secrets Manager and BlueKing JOB credentials')
  .version(VERSION)
  .enablePositionalOptions()
  .addCommand(startCommand())
  .addCommand(execCommand())
  .addCommand(envCommand())
  .addCommand(caCommand())
  .addCommand(doctorCommand());
for (const command of controlCommands()) program.addCommand(command);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigProblem || error instanceof ControlProblem)) throw error;
  process.stderr.write(`dragoman: ${error.message}\n`);
  process.exitCode = 1;
}
