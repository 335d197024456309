import { Button } from '@mantine/core';
import { IconCircleCheck, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { RecordLine } from '../../../preload/api/records.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { useRouter } from '../../router.tsx';
import { Card, CardRow } from '../../ui/card.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useRecordTitle } from '../../ui/observation-words.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './saved-records.module.css';

/** What the vault has answered to be on disk, record by record, and the way on. */
export function SavedRecords({ patientId, lines }: { patientId: PatientId; lines: readonly RecordLine[] }) {
  const { t } = useTranslation('recordEntry');
  const { replace, leaveTo } = useRouter();
  const titleOf = useRecordTitle();
  const onwards = useRef<HTMLButtonElement>(null);
  const toChart = () => leaveTo({ name: 'chart', patientId, tab: 'summary' });
  const another = () => replace({ name: 'recordEntry', patientId });
  useShortcut('newRecord', another);
  useShortcut('back', toChart);
  useEffect(() => onwards.current?.focus(), []);
  return (
    <div className={styles.saved}>
      <Card
        title={t('saved.title', { count: lines.length })}
        icon={<IconCircleCheck aria-hidden className={styles.done} />}
      >
        {lines.map((line) => (
          <CardRow
            key={line.id}
            main={titleOf(line)}
            second={line.detail}
            end={line.state ? <StatePill state={line.state} /> : null}
          />
        ))}
      </Card>
      <p className={styles.hint}>{t('saved.hint')}</p>
      <div className={styles.actions}>
        <Button ref={onwards} rightSection={<Kbd keys={SHORTCUTS.back.keys} onAccent />} onClick={toChart}>
          {t('saved.toChart')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          rightSection={<Kbd keys={SHORTCUTS.newRecord.keys} />}
          onClick={another}
        >
          {t('saved.another')}
        </Button>
      </div>
    </div>
  );
}
