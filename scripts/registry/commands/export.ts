import type { Header as BlockHeader } from '../../../main/net/chain/calls.ts';
import { defineCommand } from '../command.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { connectRegistry, REGISTRY_OPTIONS, type RegistryConnection, requireHeader } from '../network/connect.ts';
import { FilePath, optional, required, wholeNumber } from '../option-values.ts';
import { ExportFile } from '../proof/export-file.ts';
import { type End, type Header, lineOf } from '../proof/export-format.ts';
import { type Survey, surveyRegistry } from '../proof/survey.ts';

export const exportRegistry = defineCommand({
  name: 'export',
  summary: 'writes every event of the registry to a file, if all of them together prove what it stores',
  options: {
    ...REGISTRY_OPTIONS,
    out: required('FILE', FilePath, 'JSON lines; never over another file'),
    block: optional('N', wholeNumber(0, 2 ** 40), 'the last block to read (the newest)'),
  },
  run: async (values) => {
    const connection = await connectRegistry(values);
    const head = await requireHeader(connection.rpc, values.block);
    const file = await ExportFile.create(values.out);
    try {
      const survey = await writeExport(connection, head, file);
      const { digest } = file;
      await file.finish();
      return {
        exit: EXIT.done,
        output: { ...headerOf(connection, head), ...summaryOf(survey), file: values.out, digest },
      };
    } catch (error) {
      await file.abandon().catch(() => undefined);
      throw error;
    }
  },
});

async function writeExport(connection: RegistryConnection, head: BlockHeader, file: ExportFile): Promise<Survey> {
  await file.write([headerOf(connection, head)]);
  const survey = await surveyRegistry(connection, head, (events) => file.write(events.map(lineOf)));
  if (survey.problems.length > 0) {
    throw new CommandFailure(EXIT.unproven, 'The events do not prove what the registry stores. Nothing was exported.');
  }
  const { state, replay } = survey;
  const end: End = { end: { events: replay.eventCount, ...state, digest: file.digest } };
  await file.write([end]);
  return survey;
}

function headerOf({ chainId, registry }: RegistryConnection, head: BlockHeader): Header {
  return {
    format: 'wardkeep.registry-export',
    version: 1,
    chainId,
    registry,
    block: head.number,
    blockHash: head.hash,
    blockTime: new Date(head.timeSeconds * 1000).toISOString(),
  };
}

function summaryOf({ replay, workstations }: Survey) {
  return { events: replay.eventCount, workstationsProven: workstations.filter(({ isProven }) => isProven).length };
}
