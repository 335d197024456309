import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../preload/api/errors.ts';
import { NetworkPolicy } from '../links/policy.ts';

const FILE = 'network.json';

/**
 * The network policy of a profile, written by IT or by the demo network; null when the profile has none yet.
 * @throws AppError `policy.invalid` naming the field that is wrong, `chain.rpcUrls.0` for example; empty for the whole file.
 */
export async function readPolicy(profile: string): Promise<NetworkPolicy | null> {
  let text: string;
  try {
    text = await readFile(join(profile, FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw invalid('', 'The file cannot be read');
  }
  return parsePolicy(text);
}

/** The same for the text of the file. */
export function parsePolicy(text: string): NetworkPolicy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('', 'The file is not JSON');
  }
  const parsed = NetworkPolicy.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(issue?.path.join('.') ?? '', issue?.message ?? '');
}

function invalid(path: string, reason: string): AppError {
  return new AppError('policy.invalid', `${FILE}${path && ` at ${path}`}: ${reason}`, {
    details: { file: FILE, path, reason },
  });
}
