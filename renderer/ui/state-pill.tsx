import { IconAlertCircle, IconCircleCheck, IconClock, IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../preload/api/sync-state.ts';
import { Badge, type Tone } from './badge.tsx';

const LOOK: Record<SyncState, { tone: Tone; Icon: typeof IconClock }> = {
  saved: { tone: 'amber', Icon: IconClock },
  sent: { tone: 'blue', Icon: IconSend },
  confirmed: { tone: 'green', Icon: IconCircleCheck },
  attention: { tone: 'red', Icon: IconAlertCircle },
};

/** What was seen to have happened to something a person saved, in words. `more` is said after a dot. */
export function StatePill({ state, more }: { state: SyncState; more?: ReactNode }) {
  const { t } = useTranslation('ui');
  const { tone, Icon } = LOOK[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(`state.${state}`)}
      {more ? <> · {more}</> : null}
    </Badge>
  );
}
