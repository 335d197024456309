import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../preload/api/errors.ts';
import styles from './error-notice.module.css';

/** Both `AppError` and `ErrorView` fit. The words never quote details: they may be missing or untranslatable. */
export interface ShownError {
  readonly code: ErrorCode;
}

interface Words {
  readonly title: string;
  readonly safe: string;
  readonly todo: string;
}

/** What happened, what is safe, what to do; the code in small print. `words` where those of the code do not fit. */
export function ErrorNotice(props: { error: ShownError; words?: Words; onRetry?: () => void }) {
  const { error, onRetry } = props;
  const { t } = useTranslation('errors');
  const { t: ui } = useTranslation('ui');
  const words = props.words ?? {
    title: t(`${error.code}.title`),
    safe: t(`${error.code}.safe`),
    todo: t(`${error.code}.todo`),
  };
  return (
    <div className={styles.notice} role="alert">
      <IconAlertCircle aria-hidden className={styles.icon} />
      <div>
        <p className={styles.title}>{words.title}</p>
        <p className={styles.line}>{words.safe}</p>
        <p className={styles.line}>{words.todo}</p>
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
