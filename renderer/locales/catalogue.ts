import enAudit from './en/audit.json' with { type: 'json' };
import enCards from './en/cards.json' with { type: 'json' };
import enChart from './en/chart.json' with { type: 'json' };
import enConsent from './en/consent.json' with { type: 'json' };
import enDesk from './en/desk.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enFrame from './en/frame.json' with { type: 'json' };
import enImport from './en/import.json' with { type: 'json' };
import enLock from './en/lock.json' with { type: 'json' };
import enPatients from './en/patients.json' with { type: 'json' };
import enRecordEntry from './en/recordEntry.json' with { type: 'json' };
import enSetup from './en/setup.json' with { type: 'json' };
import enSync from './en/sync.json' with { type: 'json' };
import enUi from './en/ui.json' with { type: 'json' };
import esAudit from './es/audit.json' with { type: 'json' };
import esCards from './es/cards.json' with { type: 'json' };
import esChart from './es/chart.json' with { type: 'json' };
import esConsent from './es/consent.json' with { type: 'json' };
import esDesk from './es/desk.json' with { type: 'json' };
import esErrors from './es/errors.json' with { type: 'json' };
import esFrame from './es/frame.json' with { type: 'json' };
import esImport from './es/import.json' with { type: 'json' };
import esLock from './es/lock.json' with { type: 'json' };
import esPatients from './es/patients.json' with { type: 'json' };
import esRecordEntry from './es/recordEntry.json' with { type: 'json' };
import esSetup from './es/setup.json' with { type: 'json' };
import esSync from './es/sync.json' with { type: 'json' };
import esUi from './es/ui.json' with { type: 'json' };

/** The words of every feature. English is the language the keys are checked against by the compiler. */
export const english = {
  audit: enAudit,
  cards: enCards,
  chart: enChart,
  consent: enConsent,
  desk: enDesk,
  errors: enErrors,
  frame: enFrame,
  import: enImport,
  lock: enLock,
  patients: enPatients,
  recordEntry: enRecordEntry,
  setup: enSetup,
  sync: enSync,
  ui: enUi,
};

export const catalogues = {
  en: english,
  es: {
    audit: esAudit,
    cards: esCards,
    chart: esChart,
    consent: esConsent,
    desk: esDesk,
    errors: esErrors,
    frame: esFrame,
    import: esImport,
    lock: esLock,
    patients: esPatients,
    recordEntry: esRecordEntry,
    setup: esSetup,
    sync: esSync,
    ui: esUi,
  },
};

/** A feature's own catalogue file, as `useTranslation` names it. */
export type CatalogueName = keyof typeof english;
