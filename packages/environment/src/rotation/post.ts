import type { Post } from '@dragoman/protocol-kit';

/** The longest answer that is read, in bytes. */
const MAX_ANSWER = 256 * 1024;

/**
 * Posts over HTTP to where the operator told it to: no redirection is followed, and no answer is waited for longer than
 * `timeoutMs`.
 */
export function httpPost(timeoutMs: number): Post {
  return async (url, { headers, body }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: await boundedText(response) };
  };
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw new Error(`the answer is longer than ${MAX_ANSWER} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
