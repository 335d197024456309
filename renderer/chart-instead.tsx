import { useEffect } from 'react';
import type { PatientId } from '../preload/api/ids.ts';
import { useRouter } from './router.tsx';

/** In place of a form that was left when all of it was saved: its draft is gone, and what it has become is in the chart. */
export function ChartInstead({ patientId }: { patientId: PatientId }) {
  const { leaveTo } = useRouter();
  useEffect(() => leaveTo({ name: 'chart', patientId, tab: 'summary' }), [leaveTo, patientId]);
  return null;
}
