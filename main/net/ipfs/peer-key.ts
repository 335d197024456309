import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import type { PrivateKey } from '@libp2p/interface';
import { errorCodeOf, writeFileDurably } from '../platform/durable-file.ts';

/**
 * The stable identity of this workstation in the swarm, in `peer.key` of the net folder: made at the first start,
 * readable by its owner only. It names a computer to other computers and opens nothing.
 */
export async function loadPeerKey(folder: string): Promise<PrivateKey> {
  const path = join(folder, 'peer.key');
  try {
    return privateKeyFromProtobuf(await readFile(path));
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error;
  }
  const key = await generateKeyPair('Ed25519');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFileDurably(path, privateKeyToProtobuf(key));
  return key;
}
