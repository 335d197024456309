/**
 * `node scripts/recover/index.ts <epoch key in hex> <folder of blocks> <folder for the results>`
 *
 * Decrypts every record of one epoch without the application. See docs/recovery.md.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recoverEpoch } from './recover-epoch.ts';

const [key = '', from, to] = process.argv.slice(2);
if (!/^[0-9a-f]{64}$/.test(key) || !from || !to) {
  console.error('Usage: node scripts/recover/index.ts <epoch key, 64 hex digits> <folder of blocks> <results>');
  process.exit(2);
}

const blocks = new Map<string, Uint8Array>();
for (const name of readdirSync(from)) {
  const bytes = readFileSync(join(from, name));
  blocks.set(createHash('sha256').update(bytes).digest('hex'), bytes);
}

mkdirSync(to, { recursive: true });
const records = await recoverEpoch(Buffer.from(key, 'hex'), blocks);
for (const { resource, file, ...record } of records) {
  const name = `${record.recordId}-${record.version}`;
  writeFileSync(join(to, `${name}.json`), resource);
  if (file) writeFileSync(join(to, `${name}.file`), file.bytes);
  const described = { ...record, file: file && { title: file.title, mediaType: file.mediaType } };
  writeFileSync(join(to, `${name}.about.json`), `${JSON.stringify(described, null, 2)}\n`);
}
console.log(`${records.length} record versions from ${blocks.size} blocks`);
