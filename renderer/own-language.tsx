import { useTranslation } from 'react-i18next';
import { usePreferences } from './preferences.ts';
import { LanguageChoice } from './ui/language-choice.tsx';

/** The language of the workstation, where nobody is signed in whose menu would have it. */
export function OwnLanguage({ className }: { className?: string | undefined }) {
  const { t } = useTranslation('frame');
  const { preferences, change } = usePreferences();
  if (!preferences) return null;
  return (
    <LanguageChoice
      className={className}
      label={t('user.language')}
      language={preferences.language}
      onLanguage={(language) => change({ language })}
    />
  );
}
