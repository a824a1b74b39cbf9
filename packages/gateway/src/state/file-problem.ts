/** What keeps a file or a directory from being used, and what helps. */
export interface FileProblem {
  /** Follows the path. */
  readonly reason: string;
  readonly remedy: string;
}

const GIVE_RIGHTS = 'let this user read and write it';

/** By the operating system's code. */
const PROBLEMS: Readonly<Record<string, FileProblem>> = {
  ENOENT: { reason: 'does not exist', remedy: 'make it, or give another path' },
  EACCES: { reason: 'may not be read or written by this user', remedy: GIVE_RIGHTS },
  EPERM: { reason: 'may not be read or written by this user', remedy: GIVE_RIGHTS },
  EROFS: { reason: 'is on a disk that can only be read', remedy: 'give a --data-dir on another, or use --memory' },
  EISDIR: { reason: 'is a directory where a file should be', remedy: 'move it away' },
  ENOTDIR: { reason: 'has a file where a directory should be', remedy: 'move the file away, or give another path' },
  EEXIST: { reason: 'is a file where a directory should be', remedy: 'move the file away, or give another path' },
  ELOOP: { reason: 'is a symbolic link that leads to itself', remedy: 'remove it' },
  ENOSPC: { reason: 'cannot be written: the disk is full', remedy: 'free space on the disk' },
  EDQUOT: { reason: 'cannot be written: this user has no space left on the disk', remedy: 'free space on the disk' },
  EIO: { reason: 'cannot be read or written: its disk is failing', remedy: 'restore it from a copy on another disk' },
  EMFILE: { reason: 'cannot be opened: too many files are open', remedy: 'raise the limit (ulimit -n)' },
  ENFILE: { reason: 'cannot be opened: too many files are open', remedy: 'raise the limit of the system' },
};

/** What an error of the operating system says about a file; `null` for every other error. */
export function fileProblem(error: unknown): FileProblem | null {
  if (typeof error !== 'object' || error === null || !('syscall' in error && 'code' in error)) return null;
  const code = String(error.code);
  return PROBLEMS[code] ?? { reason: `cannot be used (${code})`, remedy: 'give another path' };
}
