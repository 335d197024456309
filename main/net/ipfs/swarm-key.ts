import { readFile } from 'node:fs/promises';
import { AppError } from '../../../preload/api/errors.ts';

const SWARM_KEY = /^\/key\/swarm\/psk\/1\.0\.0\/\r?\n\/base16\/\r?\n[0-9a-fA-F]{64}\s*$/;

/**
 * The pre-shared key that makes the consortium's swarm private (OBJ6). Without it the node does not start: an open
 * swarm is never a fallback. Refuses with `policy.invalid`.
 */
export async function readSwarmKey(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AppError('policy.invalid', 'The swarm key cannot be read', {
      details: { field: 'swarm.keyFile' },
      cause,
    });
  });
  if (!SWARM_KEY.test(bytes.toString('latin1'))) {
    throw new AppError('policy.invalid', 'The swarm key is malformed', { details: { field: 'swarm.keyFile' } });
  }
  return bytes;
}
