import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { query } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { usePreferences } from '../../preferences.ts';
import { useRouter } from '../../router.tsx';
import type { ScreenProps } from '../../routes.ts';
import { Answered } from '../../ui/answered.tsx';
import { LanguageChoice } from '../../ui/language-choice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import styles from './approval.module.css';
import { Decision } from './decision.tsx';

/** The window turned to the patient: nothing of the desk is on it, and it speaks the patient's language. */
export function Approval({ route }: ScreenProps<'approval'>) {
  const { back } = useRouter();
  const { i18n } = useTranslation();
  const [language, setLanguage] = useState(usePreferences().preferences?.language ?? 'en');
  const patientI18n = useMemo(() => i18n.cloneInstance({ lng: language }), [i18n, language]);
  const approval = useQuery(query('consent.approval', { requestId: route.requestId }));
  useShortcut('back', back);
  return (
    <Modal.Root opened fullScreen lockScroll={false} closeOnEscape={false} onClose={back} padding={0}>
      <Modal.Content className={styles.screen} aria-label={patientI18n.t('consent:approval.yours')}>
        <Modal.Body className={styles.body} lang={language}>
          <I18nextProvider i18n={patientI18n}>
            <div className={styles.paper}>
              <LanguageChoice
                className={styles.language}
                label={patientI18n.t('consent:approval.language')}
                language={language}
                onLanguage={setLanguage}
              />
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

function Leave({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('consent');
  return (
    <button type="button" className={styles.leave} onClick={onLeave}>
      {t('approval.leave')}
    </button>
  );
}
