const { expect, test } = require('@jest/globals');
const { startDragoman } = require('@dragoman/testing');

test('a gateway that nobody closes', async () => {
  const dragoman = await startDragoman();
  expect((await fetch(`${dragoman.url}/_dragoman/health`)).status).toBe(200);
});

test('an assertion that does not hold', async () => {
  const dragoman = await startDragoman();
  await dragoman.assertRequests({ operation: 'GetSecretValue', resource: 'db' });
});
