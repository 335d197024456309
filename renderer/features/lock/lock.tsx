import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconShieldHeart } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '../../../preload/api/session.ts';
import { query, useCall } from '../../api/queries.ts';
import { OwnLanguage } from '../../own-language.tsx';
import { useSessionStatus } from '../../session.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SecretInput } from '../../ui/secret-input.tsx';
import { DemoUsers } from './demo-users.tsx';
import styles from './lock.module.css';

/** The only way in. Behind it is nothing: the process with the keys runs only while somebody is signed in. */
export function Lock() {
  const { t } = useTranslation('lock');
  const status = useSessionStatus();
  if (!status) return null;
  return (
    <div className={styles.screen}>
      <main className={styles.panel}>
        <div className={styles.brand}>
          <IconShieldHeart aria-hidden />
          <span>
            Ward<span className={styles.brandEnd}>keep</span>
          </span>
          <OwnLanguage className={styles.language} />
        </div>
        <h1 className={styles.title}>{status.hospital?.name ?? t('title')}</h1>
        <p className={styles.place}>
          {t('workstation', { workstation: status.workstation ?? '', version: status.version })}
        </p>
        <UnlockForm status={status} />
        <p className={styles.safe}>{t('draftsSafe')}</p>
        {status.keyProtection === 'passphraseOnly' ? (
          <p className={styles.warning}>
            <IconAlertTriangle aria-hidden />
            <span>{t('passphraseOnly')}</span>
          </p>
        ) : null}
      </main>
    </div>
  );
}

function UnlockForm({ status }: { status: SessionStatus }) {
  const { t } = useTranslation('lock');
  const client = useQueryClient();
  const [login, setLogin] = useState(status.lastLogin ?? '');
  const [passphrase, setPassphrase] = useState('');
  const unlock = useCall('session.unlock');
  const passphraseField = useRef<HTMLInputElement>(null);

  const submit = () => {
    unlock.mutate(
      { login, passphrase },
      {
        onSuccess: (now) => client.setQueryData(query('session.status', {}).queryKey, now),
        onError: () => {
          setPassphrase('');
          passphraseField.current?.focus();
        },
      },
    );
  };

  return (
    <>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={t('login')}
          autoFocus={login === ''}
          autoComplete="off"
          spellCheck={false}
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <SecretInput
          ref={passphraseField}
          label={t('passphrase')}
          autoFocus={login !== ''}
          autoComplete="off"
          required
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth loading={unlock.isPending}>
          {t('unlock')}
        </Button>
      </form>
      {unlock.error ? <ErrorNotice error={unlock.error} /> : null}
      {status.demo ? (
        <DemoUsers
          demo={status.demo}
          onChoose={(chosen) => {
            setLogin(chosen);
            setPassphrase(status.demo?.passphrase ?? '');
          }}
        />
      ) : null}
    </>
  );
}
