import { Button } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../preload/api/errors.ts';
import type { PatientId } from '../../../preload/api/ids.ts';
import { asAppError, call, type Result } from '../../api/client.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { type OpenRecord, RecordRow } from './record-row.tsx';
import { resourceName } from './resource-names.ts';
import { groupByYear } from './timeline-groups.ts';
import styles from './timeline-tab.module.css';

/** Everything in the order it happened. A record is one item; its earlier versions are inside. */
export function TimelineTab({
  patientId,
  onOpen,
  notShown,
}: {
  patientId: PatientId;
  onOpen: OpenRecord;
  notShown: ReactNode;
}) {
  const { t } = useTranslation('chart');
  const timeline = useTimeline(patientId);
  if (timeline.error) return <ErrorNotice error={timeline.error} onRetry={() => timeline.refetch()} />;
  if (!timeline.data) return <RowSkeletons rows={8} />;
  const years = groupByYear(timeline.data.pages.flatMap((page) => page.items));
  return (
    <div className={styles.years}>
      {years.length === 0 ? (
        <EmptyState icon={<IconTimeline />} title={t('empty.list')} hint={t('empty.listHint')} />
      ) : null}
      {years.map(({ year, lines }) => (
        <Card key={year} title={year ?? t('timeline.undated')} note={t('timeline.records', { count: lines.length })}>
          {lines.map((line) => (
            <div key={line.id} className={styles.item}>
              <span className={styles.type}>{t(`resource.${resourceName(line.resourceType)}`)}</span>
              <RecordRow line={line} withDate withState onOpen={onOpen} />
            </div>
          ))}
        </Card>
      ))}
      {timeline.hasNextPage ? (
        <Button
          variant="default"
          className={styles.more}
          loading={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t('timeline.more')}
        </Button>
      ) : null}
      {notShown}
    </div>
  );
}

type Page = Result<'records.timeline'>;

/** Enough for the recent past; the rest comes when asked for. */
const PAGE_SIZE = 50;

/** Named like `query('records.timeline')`, so that the same news make it out of date. */
function useTimeline(patientId: PatientId) {
  return useInfiniteQuery<Page, AppError, { pages: Page[] }, readonly unknown[], number | null>({
    queryKey: ['records.timeline', { patientId }],
    initialPageParam: null,
    queryFn: async ({ pageParam }) => {
      try {
        return await call('records.timeline', { patientId, limit: PAGE_SIZE, beforeRecordedAt: pageParam });
      } catch (error) {
        throw asAppError(error);
      }
    },
    getNextPageParam: (page) => (page.hasMore ? (page.items.at(-1)?.recordedAt ?? null) : null),
  });
}
