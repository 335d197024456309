import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../preferences.ts';
import { lock, useUser } from '../../session.ts';
import { LANGUAGES } from '../../ui/language-choice.tsx';
import { MenuItems } from '../../ui/menu-items.tsx';
import styles from './frame.module.css';
import { initialsOf } from './initials.ts';

const THEMES = ['light', 'dark', 'system'] as const;
/** Who is signed in, and what each person sets for themselves. */
export function UserMenu() {
  const { t } = useTranslation('frame');
  const user = useUser();
  const { preferences, change } = usePreferences();

  return (
    <Menu position="bottom-end" width={220} returnFocus>
      <Menu.Target>
        <button type="button" className={styles.userButton} aria-label={t('user.menu', { name: user.name })}>
          <span className={styles.initials} aria-hidden>
            {initialsOf(user.name)}
          </span>
          <span className={styles.userName}>{user.name}</span>
          <span>{t(`user.roles.${user.role}`)}</span>
        </button>
      </Menu.Target>
      <MenuItems>
        <Menu.Label>{t('user.theme')}</Menu.Label>
        {THEMES.map((theme) => (
          <Menu.Item
            key={theme}
            rightSection={preferences?.theme === theme ? <IconCheck aria-label={t('user.chosen')} size={16} /> : null}
            onClick={() => change({ theme })}
          >
            {t(`user.themes.${theme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('user.language')}</Menu.Label>
        {LANGUAGES.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            rightSection={preferences?.language === code ? <IconCheck aria-label={t('user.chosen')} size={16} /> : null}
            onClick={() => change({ language: code })}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void lock()}>{t('lock')}</Menu.Item>
      </MenuItems>
    </Menu>
  );
}
