import { IconAlertCircle, IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Badge } from './badge.tsx';
import { useFormat } from './format.ts';

/** Whether what was typed is safe yet. `saved` is said only for what the vault has answered. */
export function DraftBadge({
  status,
}: {
  status: { kind: 'empty' | 'unsaved' | 'failed' } | { kind: 'saved'; savedAt: number };
}) {
  const { t } = useTranslation('ui');
  const { timeWithSeconds } = useFormat();
  if (status.kind === 'empty') return null;
  if (status.kind === 'failed') {
    return (
      <Badge tone="red" icon={<IconAlertCircle aria-hidden />}>
        {t('draft.failed')}
      </Badge>
    );
  }
  return (
    <Badge icon={<IconDeviceFloppy aria-hidden />}>
      {status.kind === 'saved' ? t('draft.saved', { time: timeWithSeconds(status.savedAt) }) : t('draft.unsaved')}
    </Badge>
  );
}
