import type { EvmNode } from '../../fixtures/evm-node.ts';
import { PAPER_FUNCTIONS, type PaperFunction } from '../gas/figures.ts';
import { deployPaperRegistry, type PaperRegistry } from './paper-registry.ts';

/** Gas of one call, with short and with long texts. */
export interface GasRange {
  readonly short: number;
  readonly long: number;
}

interface Texts {
  readonly hospital: readonly [name: string, location: string, contact: string];
  readonly name: string;
  readonly gender: string;
  readonly diagnosis: string;
}

/** What a form holds. A text of up to 31 bytes takes one word of storage, one of 33 to 64 bytes takes three. */
export const TEXTS: Readonly<Record<keyof GasRange, Texts>> = {
  short: {
    hospital: ['General Hospital', '12 Station Road, Newtown', '+1 202 555 0100'],
    name: 'Maria Keller',
    gender: 'female',
    diagnosis: 'Type 2 diabetes mellitus',
  },
  long: {
    hospital: [
      'University Hospital of the Northern Region, Newtown',
      '1200 North Station Road, Building C, 45601 Newtown',
      '+1 202 555 0100, admissions@northern-university.example',
    ],
    name: 'Maria Fernanda Gonzalez Rodriguez de Keller',
    gender: 'female',
    diagnosis: 'Type 2 diabetes mellitus with diabetic chronic kidney disease',
  },
};

const AGE = 54;

/**
 * What every function of the re-created contract costs on a real node. As in our own measurement, each runs on a
 * registry that has been used before: a counter that leaves zero would cost 17,100 gas more.
 */
export async function measurePaper(node: Pick<EvmNode, 'rpc'>): Promise<ReadonlyMap<PaperFunction, GasRange>> {
  const registry = await deployPaperRegistry(node);
  await registry.write('addHospital', ...TEXTS.short.hospital);
  const short = await measureLife(registry, 2, TEXTS.short);
  const long = await measureLife(registry, 3, TEXTS.long);
  return new Map(PAPER_FUNCTIONS.map((name) => [name, { short: short[name], long: long[name] }]));
}

/** From the admission of a hospital to its removal. */
async function measureLife(
  registry: PaperRegistry,
  hospital: number,
  texts: Texts,
): Promise<Readonly<Record<PaperFunction, number>>> {
  const patient = 2;
  const addHospital = await registry.write('addHospital', ...texts.hospital);
  await registry.write('addPatient', hospital, texts.name, AGE, texts.gender);
  return {
    addHospital,
    addPatient: await registry.write('addPatient', hospital, texts.name, AGE, texts.gender),
    addPatientRecord: await registry.write('addPatientRecord', hospital, patient, texts.diagnosis),
    getPatientRecord: await registry.write('getPatientRecord', hospital, patient),
    removePatientRecord: await registry.write('removePatientRecord', hospital, patient),
    removeHospital: await registry.write('removeHospital', hospital),
  };
}
