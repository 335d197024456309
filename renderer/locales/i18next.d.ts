import 'i18next';
import type { english } from './catalogue.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    /** A key the English catalogue lacks does not compile. */
    resources: typeof english;
    defaultNS: 'ui';
    returnNull: false;
  }
}
