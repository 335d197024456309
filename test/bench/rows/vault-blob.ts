import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BlockStore } from '../../../main/net/ipfs/store/block-store.ts';
import { sealBlob } from '../../../main/vault/crypto/blob.ts';
import { readySodium, sodium, systemRandom } from '../../../main/vault/crypto/sodium.ts';
import { aFolder } from '../../main/net/ipfs-fixture.ts';
import { interleaved, type Row } from '../row.ts';

const RUNS = 7;
const FILE_BYTES = 25 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;

/** A scan of 25 MiB: encrypted, every block hashed, written to the block store with fsync. */
export async function measure(): Promise<Row[]> {
  await readySodium();
  const folder = await aFolder();
  const store = await BlockStore.open(join(folder, 'store'), { onOutcome: () => undefined });
  const bytes = new Uint8Array(randomBytes(FILE_BYTES));
  const times = await interleaved(
    RUNS,
    () => store.putMany(sealBlob(bytes, systemRandom).blocks),
    () => encryptOnly(bytes),
  );
  await store.close();
  await rm(folder, { recursive: true, force: true });
  const perSecond = (ms: number) => FILE_BYTES / 1e6 / (ms / 1_000);
  return [
    {
      name: 'attachment encrypted, hashed and stored',
      value: perSecond(times.ours),
      unit: 'MB/s',
      floor: perSecond(times.floor),
      floorIs: 'libsodium secretstream alone, in memory',
      ratio: times.floor / times.ours,
      better: 'higher',
      boundOn: 'ratio',
      ship: 0.4,
      goal: 0.7,
      runs: RUNS,
    },
  ];
}

function encryptOnly(bytes: Uint8Array): void {
  const { state } = sodium.crypto_secretstream_xchacha20poly1305_init_push(systemRandom(32));
  const tag = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
    const piece = bytes.subarray(offset, offset + PIECE_BYTES);
    sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, null, tag);
  }
}
