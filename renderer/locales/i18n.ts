import i18next, { type i18n } from 'i18next';
import Icu from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import type { Preferences } from '../../preload/api/desktop.ts';
import { catalogues } from './catalogue.ts';

type Language = Preferences['language'];

/** Prepares all words; nothing is fetched, so the first screen is already in the right language. */
export async function createI18n(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance
    .use(Icu)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      resources: catalogues,
      defaultNS: 'ui',
      interpolation: { escapeValue: false },
      initAsync: false,
    });
  return instance;
}
