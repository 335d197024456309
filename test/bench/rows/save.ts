import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { saveRecord } from '../../../main/vault/services/records.ts';
import { RecordEntry } from '../../../preload/api/records.ts';
import { aPerson } from '../../fixtures/people.ts';
import { openTestVault } from '../../fixtures/vault.ts';
import { interleaved, type Row } from '../row.ts';

const RUNS = 300;

/** From the parsed form to the answer: FHIR resource, manifest, audit and outbox entry, all on disk. */
export async function measure(): Promise<Row[]> {
  const vault = await openTestVault();
  const { patient } = await vault.call('patients.register', { demographics: aPerson() });
  const code = { text: 'Type 2 diabetes', system: 'http://hl7.org/fhir/sid/icd-10', code: 'E11.9' };
  const entry = RecordEntry.parse({ type: 'Condition', code, note: 'Diet and exercise first. '.repeat(8) });
  const page = Buffer.alloc(4096, 1);
  const file = openSync(join(vault.profile, 'floor'), 'w');
  const save = async () => {
    await saveRecord(vault.context, { patientId: patient.id, entry, sensitive: false, draftId: null });
  };
  const { ours, floor } = await interleaved(RUNS, save, () => {
    writeSync(file, page);
    fdatasyncSync(file);
  });
  closeSync(file);
  vault.remove();
  return [
    {
      name: 'one durable save (record, audit, outbox)',
      value: ours,
      unit: 'ms',
      floor,
      floorIs: '4 KiB write and fdatasync',
      ratio: ours / floor,
      better: 'lower',
      boundOn: 'ratio',
      ship: 4,
      goal: 2,
      runs: RUNS,
    },
  ];
}
