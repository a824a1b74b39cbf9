/**
 * Loaded before a server under test (`node --require`): answers each message with what the process has used so far.
 * It waits for nothing, so the process starts, serves and ends as it does without it.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpuMicros: user + system, residentBytes: process.memoryUsage.rss() });
});
process.channel.unref();
