import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { defineCommand } from '../command.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { DigestText, FilePath, optional, required } from '../option-values.ts';
import { checkLines } from '../proof/check-lines.ts';
import { say } from '../say.ts';

export const checkExport = defineCommand({
  name: 'check-export',
  summary: 'replays an export without a chain, and says whether it is whole',
  options: {
    file: required('FILE', FilePath, 'what export wrote'),
    digest: optional('DIGEST', DigestText, 'what export printed, or another node gave: the file must be that one'),
  },
  run: async ({ file, digest: expected }) => {
    const { header, end, replay, digest, problems: found } = await checkLines(linesOf(file));
    const isOther = expected !== undefined && expected !== digest;
    const problems = isOther ? [...found, 'The file is not the one with the digest that was given.'] : found;
    for (const problem of problems) say(`ALARM: ${problem}`);
    return {
      exit: problems.length > 0 ? EXIT.unproven : EXIT.done,
      output: {
        chainId: header?.chainId ?? null,
        registry: header?.registry ?? null,
        block: header?.block ?? null,
        blockHash: header?.blockHash ?? null,
        events: replay.eventCount,
        workstations: end?.workstations.length ?? 0,
        digest,
        problems,
      },
    };
  },
});

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: 0 });
  } catch (cause) {
    throw new CommandFailure(EXIT.file, `${file} cannot be read.`, { cause });
  }
}
