import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLock, IconShieldHeart } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { lock } from '../../session.ts';
import styles from './frame.module.css';
import { Search } from './search.tsx';
import { StatusPill } from './status-pill.tsx';
import { UserMenu } from './user-menu.tsx';

export function TopBar() {
  const { t } = useTranslation('frame');
  return (
    <header className={styles.topBar} data-region="top">
      <div className={styles.brand}>
        <IconShieldHeart aria-hidden />
        <span>
          Ward<span className={styles.brandEnd}>keep</span>
        </span>
      </div>
      <Search />
      <div className={styles.topEnd}>
        <StatusPill />
        <UserMenu />
        <Tooltip label={t('lockWith', { keys: SHORTCUTS.lock.keys })}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('lock')} onClick={() => void lock()}>
            <IconLock size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
