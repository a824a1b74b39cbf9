declare module 'virtual:routes' {
  import type { CallRoute } from '@dragoman/control/client';

  /** Of every call, by its name. */
  export const ROUTES: Readonly<Record<string, CallRoute>>;
}
