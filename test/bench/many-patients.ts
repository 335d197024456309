import { searchableText } from '../../main/vault/services/search-terms.ts';
import type { WritableDb } from '../../main/vault/store/handles.ts';
import { replaceSearchableText } from '../../main/vault/store/queries/patient-search.ts';
import { insertPatient, type Patient, requirePatientRowid } from '../../main/vault/store/queries/patients.ts';
import { PatientId, PatientRef, RecordId } from '../../preload/api/ids.ts';
import { Demographics } from '../../preload/api/patients.ts';
import { aPerson } from '../fixtures/people.ts';

const BEGINNINGS =
  'Abra Beno Cali Dara Esta Fari Gona Hali Ibra Jura Kali Lemo Mari Nura Oste Pere Rami Sali Toma Vasi'.split(' ');
const MIDDLES = 'be di ko la mi no ra sa te vu'.split(' ');
const ENDINGS = 'ham hez lin man mov ndez nko ra son stad tti va wski yan'.split(' ');

/** Names as unlike as a city's: 2,800 of them, every one pronounceable. */
export function nameOf(number: number): string {
  const pick = (list: readonly string[], at: number) => list[at % list.length] ?? '';
  const middle = Math.floor(number / BEGINNINGS.length);
  return pick(BEGINNINGS, number) + pick(MIDDLES, middle) + pick(ENDINGS, Math.floor(middle / MIDDLES.length) + number);
}

/**
 * Patients with all that the search reads and none of their keys: making 50,000 keys takes longer than everything that
 * is measured.
 */
export function fillWithPatients(db: WritableDb, count: number): void {
  db.transaction(() => {
    for (let number = 0; number < count; number++) {
      const patient = aPatient(number);
      insertPatient(db, patient, null);
      replaceSearchableText(db, requirePatientRowid(db, patient.id), searchableText(patient));
    }
  });
}

function aPatient(number: number): Patient {
  const uuid = (kind: number) => `018f3c1e-7b2a-7${kind}00-8000-${String(number).padStart(12, '0')}`;
  return {
    ...demographicsOf(number),
    id: PatientId.parse(uuid(1)),
    recordId: RecordId.parse(uuid(2)),
    mrn: `A7-${String(number).padStart(6, '0')}`,
    version: 1,
    ref: PatientRef.parse(`0x${number.toString(16).padStart(40, '0')}`),
    sealPublicKey: new Uint8Array(32),
    keyState: 'card',
    registeredAt: number,
    registeredBy: 'Ana Silva',
    lastActivityAt: number,
  };
}

function demographicsOf(number: number): Demographics {
  const day = (number * 7919) % 36_000;
  const person = aPerson({
    family: nameOf(number * 31),
    given: nameOf(number * 17 + 5),
    phone: `+34 6${String((number * 104_729) % 100_000_000).padStart(8, '0')}`,
    birthDate: { value: new Date(Date.UTC(1926, 0, 1 + day)).toISOString().slice(0, 10), estimated: false },
  });
  return Demographics.parse(person);
}
