import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import { useFormat } from '../../ui/format.ts';
import styles from './sync.module.css';

/** What is saved waits for the others of its interval: when they leave, and how to be faster. */
export function NextBatch({ at }: { at: SyncStatus['nextBatchAt'] }) {
  const { t } = useTranslation('sync');
  const when = useMomentToCome();
  if (at === null) return null;
  return (
    <p className={styles.nextBatch}>
      <IconClock aria-hidden />
      {t('nextBatch', when(at))}
    </p>
  );
}

/** The parts of "at 14:30" today, "on 12 Nov 2026 at 14:30" later. */
export function useMomentToCome() {
  const { date, time } = useFormat();
  return (atMs: number, nowMs = Date.now()) => ({
    day: date(atMs) === date(nowMs) ? 'today' : 'later',
    date: date(atMs),
    time: time(atMs),
  });
}
