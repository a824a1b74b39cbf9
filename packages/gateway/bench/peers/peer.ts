import type { RecordedRequest } from '../recorded.ts';

/** A program of others that stands in for a service, as its users start it. */
export interface Peer {
  readonly name: string;
  /** What of a read's credentials it verifies. */
  readonly verifies: string;
  /** What to install, where it is not there. */
  readonly install: string;
  /** The command on a port and a directory of its own, or `null` where it is not installed. */
  command(port: number, directory: string): readonly string[] | null;
  /** Puts one value down and answers the request that reads it. */
  prepare(url: string): Promise<RecordedRequest>;
}

/** Sends a request that has to succeed. */
export async function put(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${url} was answered ${answer.status}`);
  return answer;
}
