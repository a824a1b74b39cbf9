/**
 * Builds the stages of a Dockerfile in plain folders, one for each, and answers what the last one would run. It knows
 * the instructions that our file uses and refuses others. What it cannot stand in for: the base image (a folder with
 * its Node), a user or a network of its own, and that `/` is the stage's folder: where a value begins with `/` it is
 * put below that folder, and commands in RUN use relative paths.
 */
import { chmodSync, copyFileSync, cpSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

import type { Ignore } from '@balena/dockerignore';
import { Copy, DockerfileParser, From, type Instruction, PropertyInstruction } from 'dockerfile-ast';

import { run } from '../support/commands.ts';

// Its declarations call it an ES module, which it is not.
const dockerignore = createRequire(import.meta.url)('@balena/dockerignore') as () => Ignore;

/** A stage, as far as it is built. */
export interface Stage {
  /** The folder that stands for `/`. */
  readonly root: string;
  readonly env: Record<string, string>;
  /** The other instructions by keyword, their arguments as they stand in the file. */
  readonly facts: Record<string, string>;
  workdir: string;
}

/** What stages are built from. */
export interface Sources {
  readonly dockerfile: string;
  /** The folder that is sent to the builder. */
  readonly context: string;
  readonly dockerignore: string;
  /** An empty folder for the stages. */
  readonly scratch: string;
}

/** Answers all stages, in order. @throws when a command fails or an instruction is not known here */
export async function buildStages(sources: Sources): Promise<Map<string, Stage>> {
  const stages = new Map<string, Stage>();
  const file = DockerfileParser.parse(sources.dockerfile);
  let stage: Stage | undefined;
  for (const instruction of file.getInstructions()) {
    if (instruction instanceof From) {
      const name = instruction.getBuildStage() ?? `stage-${stages.size}`;
      stage = stageOf(join(sources.scratch, name), instruction.getExpandedArguments()[0]?.getValue() ?? '');
      stages.set(name, stage);
    } else if (stage !== undefined) {
      await carryOut(instruction, { stage, stages, sources });
    }
  }
  return stages;
}

/** A path or a value of the image as it is in the stage's folder. */
export function placed({ root }: Stage, value: string): string {
  return value.startsWith('/') ? join(root, value) : value;
}

/** Where a stage's commands run: with its Node first on the path, and nothing of this checkout. */
export function envOf(stage: Stage): Record<string, string> {
  const path = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  const values = Object.entries(stage.env).map(([name, value]): [string, string] => [name, placed(stage, value)]);
  return { ...Object.fromEntries<string>(values), PATH: [join(stage.root, 'usr/local/bin'), ...path].join(':') };
}

/** The base image, as far as a folder can stand for it: its Node, which must be the one that runs this. */
function stageOf(root: string, image: string): Stage {
  if (image !== `node:${process.versions.node}-slim`)
    throw new Error(`${image} is not built on the Node that runs this, ${process.versions.node}`);
  const node = join(root, 'usr/local/bin/node');
  mkdirSync(dirname(node), { recursive: true });
  try {
    linkSync(process.execPath, node);
  } catch {
    copyFileSync(process.execPath, node);
    chmodSync(node, 0o755);
  }
  return { root, env: {}, facts: {}, workdir: '/' };
}

interface Building {
  readonly stage: Stage;
  readonly stages: ReadonlyMap<string, Stage>;
  readonly sources: Sources;
}

async function carryOut(instruction: Instruction, building: Building): Promise<void> {
  const { stage } = building;
  const keyword = instruction.getKeyword();
  const text = instruction.getRawArgumentsContent() ?? '';
  if (instruction instanceof Copy) {
    copy(instruction, building);
    return;
  }
  if (keyword === 'ENV' && instruction instanceof PropertyInstruction) {
    for (const property of instruction.getProperties()) stage.env[property.getName()] = property.getValue() ?? '';
    return;
  }
  switch (keyword) {
    case 'WORKDIR':
      stage.workdir = resolve(stage.workdir, text);
      mkdirSync(placed(stage, stage.workdir), { recursive: true });
      break;
    case 'RUN':
      await run({ cwd: placed(stage, stage.workdir), env: envOf(stage) }, 'sh', '-ec', text);
      break;
    case 'LABEL':
    case 'VOLUME':
    case 'EXPOSE':
    case 'USER':
    case 'STOPSIGNAL':
    case 'HEALTHCHECK':
    case 'ENTRYPOINT':
    case 'CMD':
      stage.facts[keyword] = text;
      break;
    default:
      throw new Error(`${keyword} is not known here`);
  }
}

/** The flag `--chown` has no effect: whoever builds a folder owns it. */
function copy(instruction: Copy, { stage, stages, sources }: Building): void {
  const [from = '', to = '', ...more] = instruction.getArguments().map((argument) => argument.getValue());
  if (more.length > 0) throw new Error('COPY takes one source here');
  const target = placed(stage, resolve(stage.workdir, to));
  const origin = instruction
    .getFlags()
    .find((flag) => flag.getName() === 'from')
    ?.getValue();
  if (typeof origin === 'string') {
    const source = stages.get(origin);
    if (source === undefined) throw new Error(`there is no stage ${origin}`);
    cpSync(placed(source, from), target, { recursive: true, verbatimSymlinks: true });
    return;
  }
  const ignored = dockerignore().add(sources.dockerignore);
  for (const file of filesBelow(join(sources.context, from), (path) => ignored.ignores(path))) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(sources.context, from, file), join(target, file), { verbatimSymlinks: true });
  }
}

function filesBelow(folder: string, isIgnored: (path: string) => boolean, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = join(prefix, entry.name);
    if (isIgnored(path)) return [];
    return entry.isDirectory() ? filesBelow(folder, isIgnored, path) : [path];
  });
}
