import type { TestProject } from 'vitest/node';
import { findGeth, GETH_VERSION, type GethBinary } from './geth-binary.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    geth: GethBinary;
  }
}

/** Obtains geth before any test file is read, and says so where there is none: a skipped run must not look like a passed one. */
export default async function setup(project: TestProject): Promise<void> {
  const geth = await findGeth(() => console.log(`interop: building geth ${GETH_VERSION} from source, once`));
  if (geth.missing !== null) console.log(`interop: every test is skipped: ${geth.missing}`);
  else console.log('interop: what needs the clock of the chain moved is skipped: blocks of geth carry the time of day');
  project.provide('geth', geth);
}
