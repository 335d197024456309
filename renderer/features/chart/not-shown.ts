import type { NotShown } from '../../../preload/api/records.ts';

export interface NotShownHospital {
  readonly name: string;
  readonly items: readonly NotShown[];
}

/** Reasons that a new consent of the patient would remove. */
const CONSENT_HELPS: readonly NotShown['reason'][] = ['noConsent', 'notInScope', 'revoked', 'expired', 'refused'];

/** One group per hospital, in the order they come in. */
export function byHospital(items: readonly NotShown[]): NotShownHospital[] {
  const hospitals = new Map<number, { name: string; items: NotShown[] }>();
  for (const item of items) {
    const known = hospitals.get(item.hospital.hospitalId);
    if (known) known.items.push(item);
    else hospitals.set(item.hospital.hospitalId, { name: item.hospital.name, items: [item] });
  }
  return [...hospitals.values()];
}

/** Whether asking the patient would show more; waiting or repairing is no question of consent. */
export function canAsk(items: readonly NotShown[]): boolean {
  return items.some(({ reason }) => CONSENT_HELPS.includes(reason));
}
