/** A call that changes what a disk holds, or puts it on disk for sure. Paths are whole. */
export type DiskCall =
  | { readonly kind: 'make'; readonly path: string; readonly isDirectory: boolean }
  /** At the end where there is no `at`. */
  | { readonly kind: 'write'; readonly path: string; readonly at: number | null; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly length: number }
  | { readonly kind: 'move' | 'link'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'sync'; readonly path: string };

/** A call of a recorded process, or a line that it wrote on stdout or the first of an answer to an HTTP client. */
export type TracedEvent = DiskCall | { readonly kind: 'answered'; readonly line: string };

/** The calls that change files, as strace has them. */
export const RECORDED_CALLS =
  'openat,pwrite64,pwritev,write,writev,fsync,fdatasync,ftruncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,' +
  'link,linkat,mkdir,mkdirat,rmdir';

/** Calls that the model has no meaning for: whoever begins to make one extends it. */
const UNKNOWN = new Set(['pwritev', 'writev', 'fallocate', 'renameat', 'renameat2', 'unlinkat', 'linkat', 'mkdirat']);

/**
 * The calls of a record of strace (`-f -y -xx`) that concern what is below a directory.
 * @throws Error where there is a call that the model does not know
 */
export function recordedCalls(trace: string, root: string): TracedEvent[] {
  return linesOf(trace).flatMap((line): TracedEvent[] => {
    const [, name = '', rest = ''] = /^(\w+)\((.*)$/.exec(line) ?? [];
    if (/\) = -1 /.test(rest.slice(-200))) return [];
    const texts = [...rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => bytesOf(hex));
    const file = textOf(/^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(rest)?.[1] ?? '');
    if (name === 'write' && rest.startsWith('1<'))
      return [{ kind: 'answered', line: (texts[0] ?? Buffer.alloc(0)).toString().trimEnd() }];
    if (/^writev?$/.test(name) && file.startsWith('socket:')) return answerIn(texts[0]);
    return callOf(name, rest, { file, texts, root }).filter((call) => concerns(call, root));
  });
}

function answerIn(first: Buffer = Buffer.alloc(0)): TracedEvent[] {
  const line = first.toString('latin1').split('\r\n', 1)[0] ?? '';
  return line.startsWith('HTTP/1.1 ') ? [{ kind: 'answered', line }] : [];
}

function callOf(
  name: string,
  rest: string,
  { file, texts, root }: { readonly file: string; readonly texts: readonly Buffer[]; readonly root: string },
): DiskCall[] {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = texts;
  switch (name) {
    case 'openat':
      return openedBy(rest, first.toString());
    case 'mkdir':
      return [{ kind: 'make', path: first.toString(), isDirectory: true }];
    case 'pwrite64':
      return [{ kind: 'write', path: file, at: Number(/, (\d+)\) += \d+$/.exec(rest)?.[1]), bytes: first }];
    case 'write':
      return [{ kind: 'write', path: file, at: null, bytes: first }];
    case 'ftruncate':
      return [{ kind: 'truncate', path: file, length: Number(/, (\d+)\)/.exec(rest)?.[1]) }];
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', path: file }];
    case 'rename':
      return [{ kind: 'move', from: first.toString(), to: second.toString() }];
    case 'link':
      return [{ kind: 'link', from: first.toString(), to: second.toString() }];
    case 'unlink':
    case 'rmdir':
      return [{ kind: 'remove', path: first.toString() }];
    default:
      if (UNKNOWN.has(name) && [file, first.toString(), second.toString()].some((path) => path.startsWith(root)))
        throw new Error(`the model of a disk does not know ${name}`);
      return [];
  }
}

function openedBy(rest: string, path: string): DiskCall[] {
  if (!/O_CREAT|O_TRUNC/.test(rest)) return [];
  const made: DiskCall = { kind: 'make', path, isDirectory: false };
  return rest.includes('O_TRUNC') ? [made, { kind: 'truncate', path, length: 0 }] : [made];
}

function concerns(call: DiskCall, root: string): boolean {
  const path = 'to' in call ? call.to : call.path;
  const isParent = call.kind === 'sync' && root.startsWith(`${path}/`);
  return path === root || path.startsWith(`${root}/`) || isParent;
}

/** One line a call: what another thread's call came into is put together again. */
function linesOf(trace: string): string[] {
  const unfinished = new Map<string, string>();
  return trace.split('\n').flatMap((line) => {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text);
    if (text.endsWith(' <unfinished ...>')) {
      unfinished.set(thread, text.slice(0, -' <unfinished ...>'.length));
      return [];
    }
    return [resumed === null ? text : `${unfinished.get(thread) ?? ''}${resumed[1] ?? ''}`];
  });
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const textOf = (hex: string): string => bytesOf(hex).toString();
