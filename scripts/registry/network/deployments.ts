import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandFailure, EXIT } from '../failure.ts';

const PlainAddress = z.string().regex(/^0x[0-9a-f]{40}$/);

/** `<chain id>.json`: where the registry of a chain is, as its consortium published it. Nothing in it is secret. */
export const Deployment = z.strictObject({
  chainId: z.int().min(1),
  registry: PlainAddress,
  /** Block of the deployment: nothing before it needs reading. */
  startBlock: z.int().min(0),
  /** Who was registrar at the beginning; who it is now, only the chain knows. */
  registrar: PlainAddress,
  /** Seconds from the proposal of a recovery until it can be finished. */
  recoveryWait: z.int().min(0),
  /** Time of the block of the deployment. */
  deployedAt: z.iso.datetime(),
});
export type Deployment = z.infer<typeof Deployment>;

/** Where a checkout keeps its deployments, unless `--deployments` names another folder. */
export const DEPLOYMENTS_FOLDER = join(import.meta.dirname, '..', '..', '..', 'resources', 'deployments');

/** `<folder>/<chain id>.json` */
export function deploymentFile(folder: string, chainId: number): string {
  return join(folder, `${chainId}.json`);
}

/**
 * Null if the folder knows no registry on this chain.
 * @throws CommandFailure `file` if the file is there and is no deployment of that chain
 */
export function findDeployment(folder: string, chainId: number): Deployment | null {
  const file = deploymentFile(folder, chainId);
  if (!existsSync(file)) return null;
  const parsed = Deployment.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CommandFailure(EXIT.file, `${file} is no deployment: ${issue?.path.join('.') || 'it'} is wrong.`);
  }
  if (parsed.data.chainId !== chainId) throw new CommandFailure(EXIT.file, `${file} speaks of another chain.`);
  return parsed.data;
}

/** @throws CommandFailure `file` if there is one already: the address of a registry is never overwritten. */
export function requireNoDeployment(folder: string, chainId: number): void {
  const file = deploymentFile(folder, chainId);
  if (!existsSync(file)) return;
  throw new CommandFailure(EXIT.file, `${file} names a registry already. Move it away to save another one.`);
}

/**
 * Writes a new deployment file.
 * @returns the path of the file
 */
export function saveDeployment(folder: string, deployment: Deployment): string {
  const file = deploymentFile(folder, deployment.chainId);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(deployment, null, 2)}\n`, { flag: 'wx' });
  return file;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
