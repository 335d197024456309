import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../preload/api/errors.ts';
import styles from './error-notice.module.css';

/** Both `AppError` and `ErrorView` fit. The words never quote details: they may be missing or untranslatable. */
export interface ShownError {
  readonly code: ErrorCode;
}

/** What happened, what is safe, what to do; the code in small print. */
export function ErrorNotice({ error, onRetry }: { error: ShownError; onRetry?: () => void }) {
  const { t } = useTranslation('errors');
  const { t: ui } = useTranslation('ui');
  return (
    <div className={styles.notice} role="alert">
      <IconAlertCircle aria-hidden className={styles.icon} />
      <div>
        <p className={styles.title}>{t(`${error.code}.title`)}</p>
        <p className={styles.line}>{t(`${error.code}.safe`)}</p>
        <p className={styles.line}>{t(`${error.code}.todo`)}</p>
        <p className={styles.code}>{ui('errorCode', { code: error.code })}</p>
        {onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            {ui('tryAgain')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
