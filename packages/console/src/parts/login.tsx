import { useState } from 'preact/hooks';

import { login } from '../api/login.ts';
import { errorText, t } from '../words/index.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { Logo } from './icon.tsx';

/** Asks for the control token. */
export function Login() {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <main class="login">
      <form
        class="card card-body form"
        onSubmit={(event) => {
          event.preventDefault();
          setToken('');
          login(token).catch((error: unknown) => {
            setProblem(errorText(error));
          });
        }}
      >
        <span class="brand">
          <Logo />
          <span>Dragoman</span>
        </span>
        <h1>{t('login_title')}</h1>
        <p class="muted">{t('login_lead')}</p>
        <TextField type="password" label={t('control_token')} value={token} onInput={setToken} isRequired />
        {problem !== null && (
          <div class="problem" role="alert">
            {problem}
          </div>
        )}
        <Button kind="primary" type="submit">
          {t('login')}
        </Button>
      </form>
    </main>
  );
}
