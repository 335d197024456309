import { defineCommand } from '../command.ts';
import { EXIT, type ExitCode } from '../failure.ts';
import { connectRegistry, REGISTRY_OPTIONS, requireHeader } from '../network/connect.ts';
import { optional, wholeNumber } from '../option-values.ts';
import { type Survey, surveyRegistry } from '../proof/survey.ts';
import { say } from '../say.ts';

export const status = defineCommand({
  name: 'status',
  summary: 'who belongs to the registry, and whether everything it stores follows from its events',
  options: {
    ...REGISTRY_OPTIONS,
    block: optional('N', wholeNumber(0, 2 ** 40), 'as it was after this block (the newest)'),
    maxAgeSeconds: optional(
      'N',
      wholeNumber(1, 2 ** 31),
      'raises the alarm if the block is older: the chain stands still',
    ),
  },
  run: async (values) => {
    const connection = await connectRegistry(values);
    const { chainId, registry } = connection;
    const head = await requireHeader(connection.rpc, values.block);
    const survey = await surveyRegistry(connection, head);
    const ageSeconds = Math.max(0, Math.floor(Date.now() / 1000) - head.timeSeconds);
    const isStale = values.maxAgeSeconds !== undefined && ageSeconds > values.maxAgeSeconds;
    if (isStale) say(`ALARM: the newest block is ${ageSeconds} s old. The chain stands still, or the node is behind.`);
    const time = new Date(head.timeSeconds * 1000).toISOString();
    const block = { number: head.number, hash: head.hash, time, ageSeconds };
    return { exit: exitOf(survey, isStale), output: { chainId, registry, block, ...shown(survey) } };
  },
});

/** What does not follow from the events is worse than a chain that stands still. */
function exitOf({ problems }: Survey, isStale: boolean): ExitCode {
  if (problems.length > 0) return EXIT.unproven;
  return isStale ? EXIT.chain : EXIT.done;
}

function shown({ replay, state, workstations, problems }: Survey): Record<string, unknown> {
  const { registrar, pendingRegistrar, recoveryWait, isPaused, hospitalCount, patientCount } = state;
  const hospitals = state.hospitals.map((hospital) => {
    const own = workstations.filter((workstation) => workstation.hospital === hospital.hospital);
    return {
      ...hospital,
      profile: replay.hospitals.get(hospital.hospital)?.profile ?? null,
      status: hospital.administrator === null ? 'removed' : 'admitted',
      workstations: {
        enrolled: own.filter(({ status }) => status === 'enrolled').length,
        revoked: own.filter(({ status }) => status === 'revoked').length,
      },
    };
  });
  return {
    registrar,
    pendingRegistrar,
    recoveryWait,
    isPaused,
    counts: {
      hospitalsEver: hospitalCount,
      hospitalsAdmitted: hospitals.filter((hospital) => hospital.status === 'admitted').length,
      workstations: workstations.length,
      patients: patientCount,
      events: replay.eventCount,
    },
    eventsByKind: replay.counts,
    hospitals,
    workstations,
    problems,
  };
}
