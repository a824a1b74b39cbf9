import { receivedError } from '@dragoman/control/client';

import { language } from '../preferences.ts';
import { needsLogin } from './client.ts';

const LOGIN = 'console/login';

/** Logs in with the control token, which nothing here keeps. @throws ControlError */
export async function login(token: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': language.value };
  const response = await fetch(LOGIN, { method: 'POST', headers, body: JSON.stringify({ token }) });
  if (!response.ok) {
    throw receivedError(response.status, (await response.json()) as Parameters<typeof receivedError>[1]);
  }
  needsLogin.value = false;
}

/** Ends the session. */
export async function logout(): Promise<void> {
  await fetch(LOGIN, { method: 'DELETE' });
  needsLogin.value = true;
}
