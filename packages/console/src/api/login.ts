import { ControlError } from '@dragoman/control/client';

import { needsLogin } from './client.ts';

const LOGIN = 'console/login';

/** Logs in with the control token, which nothing here keeps. @throws ControlError */
export async function login(token: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(LOGIN, { method: 'POST', headers, body: JSON.stringify({ token }) });
  if (!response.ok) {
    const { error, message, ...details } = (await response.json()) as { error: string; message: string };
    throw new ControlError(response.status, error, message, details);
  }
  needsLogin.value = false;
}

/** Ends the session. */
export async function logout(): Promise<void> {
  await fetch(LOGIN, { method: 'DELETE' });
  needsLogin.value = true;
}
