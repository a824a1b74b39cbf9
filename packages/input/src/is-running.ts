/**
 * Whether a process of this id runs on this machine, whoever's it is.
 * @param pid as a file of a former process says it; what is no id is no process
 */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
