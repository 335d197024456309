/** The functions of the paper's contract, in its order. */
export const PAPER_FUNCTIONS = [
  'addHospital',
  'removeHospital',
  'addPatient',
  'addPatientRecord',
  'getPatientRecord',
  'removePatientRecord',
] as const;

export type PaperFunction = (typeof PAPER_FUNCTIONS)[number];

/**
 * Gas of one call of the paper's own contract, as published (Technologies 2024, 12, 168): its transaction costs in ether
 * at 1 gwei.
 */
export const PUBLISHED: Readonly<Record<PaperFunction, number>> = {
  addHospital: 204_696,
  removeHospital: 103_356,
  addPatient: 183_084,
  addPatientRecord: 122_658,
  getPatientRecord: 61_788,
  removePatientRecord: 84_224,
};

/** The one function of the paper that costs us no transaction. */
export const READING = 'getPatientRecord' satisfies PaperFunction;

/** Gas we allow ourselves for one call, per record for a batch. */
export const GOALS: Readonly<Record<string, number>> = {
  addHospital: 110_000,
  removeHospital: 35_000,
  addPatient: 60_000,
  addPatientRecord: 35_000,
  'addPatientRecords of 100': 3_600,
  [READING]: 0,
  removePatientRecord: 35_000,
  grantAccess: 60_000,
  revokeAccess: 32_000,
};

const { [READING]: _reading, ...writing } = GOALS;
/** Those of transactions. */
export const WRITING_GOALS: Readonly<Record<string, number>> = writing;

/** The variants of a function that have its goal. */
const SAME_GOAL: Readonly<Record<string, string>> = { 'first addPatientRecord': 'addPatientRecord' };

/** @param measured a name of `measureGas`, or `READING` */
export function goalOf(measured: string): number | undefined {
  return GOALS[SAME_GOAL[measured] ?? measured];
}

/**
 * The function of the paper that does the same work. Its records go one by one, so a record of our batch is held against
 * one call of `addPatientRecord`.
 * @param measured a name of `measureGas`, or `READING`
 */
export function paperFunctionOf(measured: string): PaperFunction | undefined {
  const single = /^(first addPatientRecord|addPatientRecords of \d+)$/.test(measured) ? 'addPatientRecord' : measured;
  return PAPER_FUNCTIONS.find((name) => name === single);
}

/** Gas as published for the same work, or undefined if the paper has no such function. */
export function publishedOf(measured: string): number | undefined {
  const name = paperFunctionOf(measured);
  return name && PUBLISHED[name];
}
