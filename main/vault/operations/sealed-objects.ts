import { AppError } from '../../../preload/api/errors.ts';
import type { NetConnection, VaultContext } from '../services/context.ts';
import { getLogAt } from '../store/queries/chain-logs.ts';
import { type InboxKind, type InboxRow, listWantedInbox, markInbox } from '../store/queries/inbox.ts';
import { fetchBlocks } from './block-fetch.ts';
import { toText } from './parcels.ts';
import { readEnvelope } from './read-envelope.ts';
import { readKeyring } from './read-keyring.ts';
import { readReport } from './read-report.ts';
import { readRequest } from './read-request.ts';
import type { SealedObject } from './sealed-object.ts';

/** An object nobody had is asked for again after this long, or when a peer connects. */
export const RETRY_MS = 10_000;
const BATCH = 200;

const READERS: Record<InboxKind, (context: VaultContext, object: SealedObject) => 'understood' | 'tooEarly'> = {
  request: readRequest,
  envelope: readEnvelope,
  keyring: readKeyring,
  report: readReport,
};

/**
 * Fetches the sealed objects that the log named for this hospital and reads them in the order of the log. One that
 * cannot be read is refused with its reason and kept as such: it says something about who sealed it, and it never
 * holds up the others. Returns whether anything was read.
 */
export async function readSealedObjects(context: VaultContext, net: NetConnection): Promise<boolean> {
  const wanted = listWantedInbox(context.db, context.now() - RETRY_MS, BATCH);
  if (wanted.length === 0) return false;
  const { blocks, missing } = await fetchBlocks(
    net,
    wanted.map(({ digest }) => digest),
  );
  let hasRead = false;
  for (const row of wanted) {
    const bytes = blocks.get(row.digest);
    if (bytes) hasRead = readOne(context, row, bytes) || hasRead;
    else {
      const error = missing.get(row.digest) ?? new AppError('blocks.missing', 'Nobody has it now').toView();
      mark(context, row, 'wanted', error);
    }
  }
  return hasRead;
}

function readOne(context: VaultContext, row: InboxRow, bytes: Uint8Array): boolean {
  const event = getLogAt(context.db, row);
  // The chain took another turn while the block was on its way.
  if (!event) return false;
  try {
    if (READERS[row.kind](context, { event, bytes }) === 'understood') {
      mark(context, row, 'understood', null);
      return true;
    }
    mark(context, row, 'wanted', null);
    return false;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    mark(context, row, 'refused', error.toView());
    return false;
  }
}

function mark(
  context: VaultContext,
  row: InboxRow,
  state: 'wanted' | 'understood' | 'refused',
  error: ReturnType<AppError['toView']> | null,
): void {
  context.db.transaction((db) => markInbox(db, row, state, error && toText(error), context.now()));
}
