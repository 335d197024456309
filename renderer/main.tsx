import '@fontsource-variable/inter/index.css';
import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/600.css';
import '@mantine/core/styles.css';
import './theme/global.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Preferences } from '../preload/api/desktop.ts';
import { call } from './api/client.ts';
import { createQueryClient, keepFresh, query } from './api/queries.ts';
import { App } from './app.tsx';
import { createI18n } from './locales/i18n.ts';

const DEFAULTS: Preferences = { theme: 'system', language: 'en' };

/** Language, theme and who is signed in come before the first picture, so that none changes under the reader. */
async function start(): Promise<void> {
  const client = createQueryClient();
  const status = client.prefetchQuery(query('session.status', {}));
  // A window without the wished-for theme is better than none.
  const preferences = await call('preferences.get', {}).catch(() => DEFAULTS);
  client.setQueryData(query('preferences.get', {}).queryKey, preferences);
  keepFresh(client);
  const i18n = await createI18n(preferences.language);
  await status;

  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <I18nextProvider i18n={i18n}>
          <App />
        </I18nextProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
