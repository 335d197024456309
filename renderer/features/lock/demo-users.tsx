import { useTranslation } from 'react-i18next';
import type { DemoHint } from '../../../preload/api/session.ts';
import styles from './lock.module.css';

/** Who can sign in to the demo network. Nobody real is behind these names. */
export function DemoUsers({ demo, onChoose }: { demo: DemoHint; onChoose: (login: string) => void }) {
  const { t } = useTranslation('lock');
  return (
    <section className={styles.demo} aria-label={t('demo.title')}>
      <p className={styles.demoTitle}>{t('demo.title')}</p>
      <p className={styles.demoHint}>{t('demo.hint', { passphrase: demo.passphrase })}</p>
      <ul className={styles.demoUsers}>
        {demo.users.map((user) => (
          <li key={user.login}>
            <button type="button" onClick={() => onChoose(user.login)}>
              <b>{user.login}</b>
              <span>
                {user.name} · {t(`demo.roles.${user.role}`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
