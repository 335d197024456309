import { AppError } from '../../../preload/api/errors.ts';
import type { HospitalId } from '../../../preload/api/ids.ts';
import { type EpochSecret, openKeyringAsPatient } from '../crypto/keyring.ts';
import type { PatientIdentity } from '../crypto/patient-root.ts';
import type { VaultContext } from '../services/context.ts';
import { listKeyrings, type PublishedKeyring } from '../store/queries/registry-members.ts';
import { fetchBlocks } from './block-fetch.ts';

/**
 * Every epoch's key at another hospital, from the keyrings that the patient's card opens (KEY6), oldest first. The
 * newest holds those before it too, but for keyrings of version 1, which hold one epoch each. Refuses with
 * `consent.keyringUnavailable` when one cannot be had now, and `consent.keyringOfOldCard` while the hospital has sealed
 * none to the card the patient has now.
 */
export async function fetchEpochSecrets(
  context: VaultContext,
  identity: PatientIdentity,
  hospitalId: HospitalId,
): Promise<EpochSecret[]> {
  const published = listKeyrings(context.db, identity.ref).toReversed();
  const newest = await openAll(context, identity, hospitalId, published.slice(0, 1));
  const secrets = newest.length < published.length ? await openAll(context, identity, hospitalId, published) : newest;
  const byEpoch = new Map(secrets.map((secret) => [secret.epoch, secret]));
  return [...byEpoch.values()].sort((one, other) => one.epoch - other.epoch);
}

async function openAll(
  context: VaultContext,
  identity: PatientIdentity,
  hospitalId: HospitalId,
  keyrings: readonly PublishedKeyring[],
): Promise<EpochSecret[]> {
  const net = context.net();
  if (!net || keyrings.length === 0) throw keyringUnavailable(hospitalId);
  const { blocks } = await fetchBlocks(
    net,
    keyrings.map(({ keyring }) => keyring),
  );
  return keyrings.flatMap(({ keyring }) => {
    const bytes = blocks.get(keyring);
    if (!bytes) throw keyringUnavailable(hospitalId);
    return open(bytes, identity, hospitalId);
  });
}

function open(bytes: Uint8Array, identity: PatientIdentity, hospitalId: HospitalId): EpochSecret[] {
  try {
    return openKeyringAsPatient(bytes, { publicKey: identity.sealPublicKey, privateKey: identity.sealPrivateKey });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'crypto.notDecryptable') throw error;
    throw new AppError('consent.keyringOfOldCard', 'The hospital has sealed nothing to this card yet', {
      details: { hospitalId },
      cause: error,
    });
  }
}

function keyringUnavailable(hospitalId: HospitalId): AppError {
  return new AppError('consent.keyringUnavailable', "The patient's keys at that hospital cannot be fetched now", {
    details: { hospitalId },
  });
}
