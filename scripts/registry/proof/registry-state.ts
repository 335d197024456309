import { callAt } from '../../../main/net/chain/calls.ts';
import type { Rpc } from '../../../main/net/chain/rpc.ts';
import {
  type RegistryRead,
  readHospital,
  readHospitalCount,
  readIsPaused,
  readPatientCount,
  readPendingRegistrar,
  readRecoveryWait,
  readRegistrar,
  readWorkstation,
  type WorkstationState,
} from '../../../main/registry/reads.ts';
import { HospitalId } from '../../../preload/api/ids.ts';
import { CommandFailure, EXIT } from '../failure.ts';

/** How many questions travel together; nodes cap the length of a batch (Besu at 1,024, geth at 1,000). */
const BATCH = 200;

/** What a registry was created with, and who may change it. Addresses in lower case, null for none. */
export interface RegistryTerms {
  readonly registrar: string;
  /** To whom the registrar has offered the registry. */
  readonly pendingRegistrar: string | null;
  /** Seconds */
  readonly recoveryWait: number;
  readonly isPaused: boolean;
}

export interface HospitalState {
  readonly hospital: number;
  /** Null, like the seal key, if the hospital was removed. */
  readonly administrator: string | null;
  readonly sealKey: string | null;
}

/** What a registry says of itself after one block. */
export interface RegistryState extends RegistryTerms {
  /** Hospitals ever admitted. */
  readonly hospitalCount: number;
  /** Patients ever registered. */
  readonly patientCount: number;
  readonly hospitals: readonly HospitalState[];
  readonly workstations: readonly ({ readonly workstation: string } & WorkstationState)[];
}

/** @throws CommandFailure `chain` if the contract is another one; AppError `chain.*` */
export async function readTerms(rpc: Rpc, registry: string, block: number): Promise<RegistryTerms> {
  const questions = {
    registrar: readRegistrar(),
    pendingRegistrar: readPendingRegistrar(),
    recoveryWait: readRecoveryWait(),
    isPaused: readIsPaused(),
  };
  const [registrar, pendingRegistrar, recoveryWait, isPaused] = await rpc.callAll([
    callAt(registry, questions.registrar.data, block),
    callAt(registry, questions.pendingRegistrar.data, block),
    callAt(registry, questions.recoveryWait.data, block),
    callAt(registry, questions.isPaused.data, block),
  ]);
  try {
    return {
      registrar: questions.registrar.decode(registrar),
      pendingRegistrar: questions.pendingRegistrar.decode(pendingRegistrar),
      recoveryWait: questions.recoveryWait.decode(recoveryWait),
      isPaused: questions.isPaused.decode(isPaused),
    };
  } catch (cause) {
    throw new CommandFailure(EXIT.chain, 'The contract at this address is no registry of hospitals.', { cause });
  }
}

/**
 * Reads everything that can be listed: terms, hospitals, and the workstations whose addresses are known from the log.
 * @throws CommandFailure `chain` if the contract is another one; AppError `chain.*`
 */
export async function readState(
  rpc: Rpc,
  registry: string,
  block: number,
  known: readonly string[],
): Promise<RegistryState> {
  const ask = questionsTo(rpc, registry, block);
  const terms = await readTerms(rpc, registry, block);
  const [hospitalCount = 0, patientCount = 0] = await ask([readHospitalCount(), readPatientCount()]);
  const numbers = Array.from({ length: hospitalCount }, (_, index) => HospitalId.parse(index + 1));
  const hospitals = await ask(numbers.map((number) => readHospital(number)));
  const workstations = await ask(known.map((workstation) => readWorkstation(workstation)));
  return {
    ...terms,
    hospitalCount,
    patientCount,
    hospitals: hospitals.map((found, index) => ({
      hospital: index + 1,
      administrator: found?.administrator ?? null,
      sealKey: found?.sealKey ?? null,
    })),
    workstations: workstations.map((state, index) => ({ workstation: known[index] ?? '', ...state })),
  };
}

function questionsTo(rpc: Rpc, registry: string, block: number) {
  return async <Answer>(questions: readonly RegistryRead<Answer>[]): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (let from = 0; from < questions.length; from += BATCH) {
      const batch = questions.slice(from, from + BATCH);
      const results = await rpc.callAll(batch.map(({ data }) => callAt(registry, data, block)));
      answers.push(...batch.map((question, index) => question.decode(results[index] ?? '0x')));
    }
    return answers;
  };
}
