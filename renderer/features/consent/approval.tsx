import { Modal, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { query } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { useRouter } from '../../router.tsx';
import type { ScreenProps } from '../../routes.ts';
import { Answered } from '../../ui/answered.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import styles from './approval.module.css';
import { Decision } from './decision.tsx';

/** Languages by their own names: the patient looks for theirs, not for its translation. */
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];

/** The window turned to the patient: nothing of the desk is on it, and it speaks the patient's language. */
export function Approval({ route }: ScreenProps<'approval'>) {
  const { back } = useRouter();
  const { i18n } = useTranslation();
  const [language, setLanguage] = useState(i18n.language);
  const patientI18n = useMemo(() => i18n.cloneInstance({ lng: language }), [i18n, language]);
  const approval = useQuery(query('consent.approval', { requestId: route.requestId }));
  useShortcut('back', back);
  return (
    <Modal.Root opened fullScreen lockScroll={false} closeOnEscape={false} onClose={back} padding={0}>
      <Modal.Content className={styles.screen} aria-label={patientI18n.t('consent:approval.yours')}>
        <Modal.Body className={styles.body} lang={language}>
          <I18nextProvider i18n={patientI18n}>
            <div className={styles.paper}>
              <LanguageChoice language={language} onLanguage={setLanguage} />
              <Answered query={approval} skeleton={<RowSkeletons rows={8} />}>
                {(view) => <Decision view={view} onDone={back} />}
              </Answered>
            </div>
            {(approval.data?.request.state ?? 'pending') === 'pending' ? <Leave onLeave={back} /> : null}
          </I18nextProvider>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function LanguageChoice({ language, onLanguage }: { language: string; onLanguage: (language: string) => void }) {
  const { t } = useTranslation('consent');
  return (
    <NativeSelect
      className={styles.language}
      aria-label={t('approval.language')}
      size="xs"
      value={language}
      data={LANGUAGES}
      onChange={(event) => onLanguage(event.currentTarget.value)}
    />
  );
}

function Leave({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('consent');
  return (
    <button type="button" className={styles.leave} onClick={onLeave}>
      {t('approval.leave')}
    </button>
  );
}
