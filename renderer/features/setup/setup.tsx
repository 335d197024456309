import { Button } from '@mantine/core';
import {
  IconArchive,
  IconBuildingHospital,
  IconDeviceDesktopPlus,
  IconFlask,
  IconShieldHeart,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query, useCall } from '../../api/queries.ts';
import { OwnLanguage } from '../../own-language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './setup.module.css';

/** Ways to begin that need more than this version brings; each says what. */
const LATER = [
  { name: 'create', Icon: IconBuildingHospital },
  { name: 'join', Icon: IconDeviceDesktopPlus },
  { name: 'restore', Icon: IconArchive },
] as const;

/** First run: what one can begin with, and what is stored where. */
export function Setup() {
  const { t } = useTranslation('setup');
  const options = useQuery(query('setup.options', {}));
  return (
    <div className={styles.screen}>
      <main className={styles.panel}>
        <div className={styles.top}>
          <h1 className={styles.title}>
            <IconShieldHeart aria-hidden />
            {t('title')}
          </h1>
          <OwnLanguage />
        </div>
        <p className={styles.intro}>{t('intro')}</p>
        <TryIt isAvailable={options.data?.demoAvailable ?? false} />
        <ul className={styles.later}>
          {LATER.map(({ name, Icon }) => (
            <li key={name} className={styles.way}>
              <Icon aria-hidden />
              <div>
                <h2>
                  {t(`${name}.title`)} <Badge>{t('notYet')}</Badge>
                </h2>
                <p>{t(`${name}.needs`)}</p>
              </div>
            </li>
          ))}
        </ul>
        {options.data ? <p className={styles.where}>{t('where', { folder: options.data.profileFolder })}</p> : null}
        {options.error ? <ErrorNotice error={options.error} onRetry={() => void options.refetch()} /> : null}
      </main>
    </div>
  );
}

function TryIt({ isAvailable }: { isAvailable: boolean }) {
  const { t } = useTranslation('setup');
  const openDemo = useCall('setup.openDemo');
  return (
    <section className={styles.tryIt}>
      <IconFlask aria-hidden />
      <div>
        <h2>{t('tryIt.title')}</h2>
        <p>{isAvailable ? t('tryIt.hint') : t('tryIt.notRunning')}</p>
        <div className={styles.buttons}>
          <Button
            autoFocus
            disabled={!isAvailable}
            loading={openDemo.isPending}
            onClick={() => openDemo.mutate({ hospital: 'a' })}
          >
            {t('tryIt.openA')}
          </Button>
          <Button variant="default" disabled={!isAvailable} onClick={() => openDemo.mutate({ hospital: 'b' })}>
            {t('tryIt.openB')}
          </Button>
        </div>
        {openDemo.error ? <ErrorNotice error={openDemo.error} /> : null}
      </div>
    </section>
  );
}
