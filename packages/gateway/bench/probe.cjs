/**
 * Loaded before a server under test (`node --require`): answers the message `usage` with what the process has used so
 * far. It waits for nothing, so the process starts, serves and ends as it does without it.
 */
process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send({ cpuMicros: user + system, residentBytes: process.memoryUsage.rss() });
});
process.channel.unref();
