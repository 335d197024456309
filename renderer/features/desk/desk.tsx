import { Button } from '@mantine/core';
import { IconClipboardCheck, IconPencil, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { useMay } from '../../may.ts';
import { useRouter } from '../../router.tsx';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Page } from '../../ui/page.tsx';
import { AttentionNotice } from './attention-notice.tsx';
import styles from './desk.module.css';
import { MyDrafts } from './my-drafts.tsx';
import { OpenRequests } from './open-requests.tsx';
import { RecentPatients } from './recent-patients.tsx';

/** Where the day starts: who was here, what is unfinished, who waits for an answer. */
export function Desk() {
  const { t } = useTranslation('desk');
  const { go } = useRouter();
  const { longDate } = useFormat();
  const isCareTeam = useMay('patients.register');
  return (
    <Page
      title={t('title')}
      subtitle={longDate(Date.now())}
      actions={
        isCareTeam ? (
          <Button
            leftSection={<IconUserPlus size={18} aria-hidden />}
            rightSection={<Kbd keys={SHORTCUTS.register.keys} onAccent />}
            onClick={() => go({ name: 'register' })}
          >
            {t('register')}
          </Button>
        ) : null
      }
    >
      <AttentionNotice />
      <div className={isCareTeam ? styles.columns : undefined}>
        <Card title={t('recent.title')} icon={<IconUsers aria-hidden />} note={t('recent.note')}>
          <RecentPatients />
        </Card>
        {isCareTeam ? (
          <div className={styles.side}>
            <Card title={t('drafts.title')} icon={<IconPencil aria-hidden />}>
              <MyDrafts />
            </Card>
            <Card title={t('requests.title')} icon={<IconClipboardCheck aria-hidden />}>
              <OpenRequests />
            </Card>
          </div>
        ) : null}
      </div>
    </Page>
  );
}
