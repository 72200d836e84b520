import { useState } from 'preact/hooks';
import type { Desk } from './desk';
import { formText } from './form-text';
import { type Key, t } from './texts';

export function SignIn({ desk, problem }: { desk: Desk; problem: Key | null }) {
  const [busy, setBusy] = useState(false);
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    setBusy(true);
    void desk
      .signIn(formText(form, 'username').trim(), formText(form, 'password'))
      .finally(() => setBusy(false));
  };
  return (
    <form class="card sign-in" id="sign-in" onSubmit={submit}>
      <h2>{t('signIn')}</h2>
      <p class="hint">{t('signInHint')}</p>
      <label for="user">{t('user')}</label>
      <input id="user" name="username" autocomplete="username" required />
      <label for="password">{t('password')}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
      />
      <p class="problem" id="sign-in-problem" role="alert">
        {problem && t(problem)}
      </p>
      <button type="submit" class="primary" disabled={busy}>
        {t('signIn')}
      </button>
    </form>
  );
}
