import { useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserId } from '../preload/api/ids.ts';
import type { SessionUser } from '../preload/api/session.ts';
import { call } from './api/client.ts';
import { query } from './api/queries.ts';
import { Lock } from './features/lock/lock.tsx';
import { KeyboardProvider } from './keyboard/keyboard.tsx';
import { RouterProvider, useRouter } from './router.tsx';
import { type Route, type RouteName, type ScreenProps, screenKey } from './routes.ts';
import { SessionUserContext } from './session.ts';
import { type Slots, SlotsContext } from './slots.ts';
import { Themed } from './theme/themed.tsx';
import { Answered } from './ui/answered.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { RowSkeletons } from './ui/row-skeletons.tsx';

const parts: (() => Promise<unknown>)[] = [];

/** A part in a file of its own, so that the first picture does not wait for it. */
function later<Props>(load: () => Promise<ComponentType<Props>>) {
  parts.push(load);
  return lazy(async () => ({ default: await load() }));
}

/** A part that appears within a screen. Only its own place waits for it: the screen stays, and with it the focus. */
function laterWithin<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part: ComponentType<Props> = later(load);
  return (props) => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}

/** What the first screen does not wait for: the processes behind the shell, and all parts, so that none is waited for later. */
function useRestWhenShown(): void {
  useEffect(() => {
    const idle = requestIdleCallback(() => {
      void call('session.shown', {});
      for (const load of parts) void load();
    });
    return () => cancelIdleCallback(idle);
  }, []);
}

const Frame = laterWithin(async () => (await import('./features/frame/frame.tsx')).Frame);
const Setup = laterWithin(async () => (await import('./features/setup/setup.tsx')).Setup);

type Screens = { readonly [N in RouteName]: ComponentType<ScreenProps<N>> };

const SCREENS: Screens = {
  desk: later(async () => (await import('./features/desk/desk.tsx')).Desk),
  patients: later(async () => (await import('./features/patients/patients.tsx')).Patients),
  register: later(async () => (await import('./features/patients/register.tsx')).Register),
  edit: later(async () => (await import('./features/patients/edit.tsx')).Edit),
  chart: later(async () => (await import('./features/chart/chart.tsx')).Chart),
  recordEntry: later(async () => (await import('./features/record-entry/record-entry.tsx')).RecordEntry),
  requests: later(async () => (await import('./features/consent/requests.tsx')).Requests),
  approval: later(async () => (await import('./features/consent/approval.tsx')).Approval),
  import: later(async () => (await import('./features/import/import.tsx')).Import),
  sync: later(async () => (await import('./features/sync/sync.tsx')).Sync),
  audit: later(async () => (await import('./features/audit/audit.tsx')).Audit),
};

const SLOTS: Slots = {
  CardDialog: laterWithin(async () => (await import('./features/cards/card-dialog.tsx')).CardDialog),
  IssueCard: laterWithin(async () => (await import('./features/cards/issue-card.tsx')).IssueCard),
  RecoveryCard: laterWithin(async () => (await import('./features/cards/recovery-card.tsx')).RecoveryCard),
  ReplaceCard: laterWithin(async () => (await import('./features/cards/replace-card.tsx')).ReplaceCard),
  RecoverKey: laterWithin(async () => (await import('./features/cards/recover-key.tsx')).RecoverKey),
  StopRecovery: laterWithin(async () => (await import('./features/cards/stop-recovery.tsx')).StopRecovery),
  CardReader: laterWithin(async () => (await import('./features/cards/card-reader.tsx')).CardReader),
  PatientConsents: laterWithin(async () => (await import('./features/consent/patient-consents.tsx')).PatientConsents),
};

export function App() {
  useRestWhenShown();
  const preferences = useQuery(query('preferences.get', {})).data;
  const { i18n } = useTranslation();
  const language = preferences?.language;
  useEffect(() => {
    if (!language) return;
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);

  return (
    <Themed choice={preferences?.theme ?? 'system'}>
      <KeyboardProvider>
        <Phase />
      </KeyboardProvider>
    </Themed>
  );
}

/** Setup, lock or the desk, as the shell says. */
function Phase() {
  const status = useQuery(query('session.status', {}));
  // While locked nobody is signed in: the screens stay those of the last person, until another one comes.
  const [owner, setOwner] = useState<UserId | null>(null);
  const userId = status.data?.user?.id;
  if (userId && userId !== owner) setOwner(userId);

  return (
    <Answered query={status} skeleton={null}>
      {({ phase, user }) => (
        <RouterProvider key={owner}>
          {phase === 'setup' ? <Setup /> : phase === 'open' && user ? <Open user={user} /> : <Lock />}
        </RouterProvider>
      )}
    </Answered>
  );
}

function Open({ user }: { user: SessionUser }) {
  const { route, step } = useRouter();
  return (
    <SessionUserContext value={user}>
      <SlotsContext value={SLOTS}>
        <Frame>
          {/* Outside of the key: while a screen's file is read, the one before stays. */}
          <Suspense fallback={<RowSkeletons rows={6} />}>
            <ErrorBoundary key={`${step} ${screenKey(route)}`}>
              <Screen route={route} />
            </ErrorBoundary>
          </Suspense>
        </Frame>
      </SlotsContext>
    </SessionUserContext>
  );
}

function Screen({ route }: { route: Route }) {
  // Safe: `SCREENS` gives each name the component that takes the route of that name.
  const View = SCREENS[route.name] as ComponentType<{ route: Route }>;
  return <View route={route} />;
}
