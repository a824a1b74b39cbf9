import assert from 'node:assert/strict';

/** The console is served whole: its page, and every file that the page names. */
export async function assertConsole(url: string): Promise<void> {
  const page = await fetch(`${url}/_dragoman/`);
  const text = await page.text();
  assert.equal(page.status, 200, text);
  const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
  assert.ok(files.length > 1, text);
  for (const file of files) assert.equal((await fetch(new URL(file, `${url}/_dragoman/`))).status, 200, file);
}
