import type { DraftId, PatientId, RecordId, RequestId } from '../preload/api/ids.ts';
import type { EntryType } from '../preload/api/records.ts';

export const CHART_TABS = [
  'summary',
  'timeline',
  'problems',
  'medication',
  'results',
  'documents',
  'consents',
  'whoLooked',
] as const;
export type ChartTab = (typeof CHART_TABS)[number];

/** Every screen with what it needs to be opened again. Ids, no content: a route outlives a lock. */
export type Route =
  | { readonly name: 'desk' }
  | { readonly name: 'patients' }
  | {
      readonly name: 'register';
      readonly draftId?: DraftId;
      /** What was typed into the search; gone as soon as the form has made it a draft. */
      readonly typed?: string;
      /** Who the form has become, while their card is on screen. Opened again, this is their chart. */
      readonly saved?: PatientId;
    }
  | { readonly name: 'edit'; readonly patientId: PatientId; readonly draftId?: DraftId }
  | { readonly name: 'chart'; readonly patientId: PatientId; readonly tab: ChartTab }
  | {
      readonly name: 'recordEntry';
      readonly patientId: PatientId;
      /** Unset while the type picker is open. */
      readonly type?: EntryType;
      readonly draftId?: DraftId;
      /** The record this entry amends. */
      readonly amends?: RecordId;
      /** The form has become records, which are on screen. Opened again, this is the chart. */
      readonly saved?: true;
    }
  | { readonly name: 'requests' }
  | { readonly name: 'approval'; readonly requestId: RequestId }
  | { readonly name: 'import' }
  | { readonly name: 'sync' }
  | { readonly name: 'audit' };

export type RouteName = Route['name'];
export type RouteOf<N extends RouteName> = Extract<Route, { name: N }>;

/** What every screen component receives. */
export interface ScreenProps<N extends RouteName> {
  readonly route: RouteOf<N>;
}

/** Another patient is another screen: nothing of one may stay in fields or state of the next. */
export function screenKey(route: Route): string {
  return 'patientId' in route ? `${route.name} ${route.patientId}` : route.name;
}

export const HOME: Route = { name: 'desk' };
