import { NativeSelect } from '@mantine/core';
import type { Preferences } from '../../preload/api/desktop.ts';

export type Language = Preferences['language'];

/** Languages name themselves, so that a person finds their own. */
export const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
];

/** A small choice of language, for screens where nobody has opened a menu yet. */
export function LanguageChoice(props: {
  label: string;
  language: Language;
  onLanguage: (language: Language) => void;
  className?: string | undefined;
}) {
  return (
    <NativeSelect
      className={props.className}
      aria-label={props.label}
      size="xs"
      value={props.language}
      data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(event) => {
        const chosen = LANGUAGES.find(({ code }) => code === event.currentTarget.value);
        if (chosen) props.onLanguage(chosen.code);
      }}
    />
  );
}
