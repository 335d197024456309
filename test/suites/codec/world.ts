import { expect } from 'vitest';
import { addressOf } from '../../../main/registry/addresses.ts';
import { decodeRefusal, type RegistryRefusal } from '../../../main/registry/errors.ts';
import type { RegistryIntent } from '../../../main/registry/intents.ts';
import type { RegistryEvent } from '../../../main/registry/logs.ts';
import { scopeCommitment } from '../../../main/registry/scope.ts';
import { encodeIntent } from '../../../main/registry/transactions.ts';
import { type Grant, signGrant } from '../../../main/registry/typed-data.ts';
import type { PatientRef } from '../../../preload/api/ids.ts';
import { RpcRefusal } from '../../fixtures/anvil.ts';
import {
  type AdmittedHospital,
  type RegistryChain,
  testDigest,
  testKey,
  testPatient,
} from '../../fixtures/registry-chain.ts';

const YEAR_2096 = 3_999_999_999;

type WithoutPosition<Event> = Event extends RegistryEvent ? Pick<Event, 'kind' | 'args'> : never;
export type Said = WithoutPosition<RegistryEvent>;

/** A registry with two hospitals, and what a test says to it. Chain and hospitals are there once `begin` has settled. */
export class CodecWorld {
  readonly workstationA = testKey('workstation a');
  readonly workstationB = testKey('workstation b');
  #parts: { chain: RegistryChain; hospitalA: AdmittedHospital; hospitalB: AdmittedHospital } | null = null;

  async begin(chain: RegistryChain): Promise<void> {
    const hospitalA = await chain.admitHospital(this.workstationA, `0x${testDigest(21)}`);
    const hospitalB = await chain.admitHospital(this.workstationB, `0x${testDigest(22)}`);
    this.#parts = { chain, hospitalA, hospitalB };
  }

  get chain(): RegistryChain {
    return this.#begun.chain;
  }

  get hospitalA(): AdmittedHospital {
    return this.#begun.hospitalA;
  }

  get hospitalB(): AdmittedHospital {
    return this.#begun.hospitalB;
  }

  /** Writes, and gives back what the registry said, without its position. */
  async say(key: Uint8Array, intent: RegistryIntent): Promise<Said[]> {
    const receipt = await this.chain.write(key, intent);
    expect(receipt.succeeded).toBe(true);
    // Safe: kind and args stay together.
    return receipt.events.map(({ kind, args }) => ({ kind, args }) as Said);
  }

  /** Asks the contract to do it without sending, and decodes why it does not. */
  async refusalOf(key: Uint8Array, intent: RegistryIntent): Promise<RegistryRefusal | null> {
    const call = { from: addressOf(key), to: this.chain.registry, data: encodeIntent(intent) };
    try {
      await this.chain.node.rpc('eth_call', call, 'latest');
    } catch (error) {
      if (error instanceof RpcRefusal && error.data) return decodeRefusal(error.data);
      throw error;
    }
    throw new Error('the registry did not refuse');
  }

  /** A new patient of hospital A. */
  async aPatient(name: string): Promise<{ privateKey: Uint8Array; patient: PatientRef }> {
    const privateKey = testKey(name);
    const patient = testPatient(privateKey);
    await this.say(this.workstationA, { kind: 'addPatient', args: { patient, keyring: testDigest(31) } });
    return { privateKey, patient };
  }

  /** To hospital B, for two categories. */
  aGrant(patient: PatientRef, nonce = 0): Grant {
    const scope = scopeCommitment({ categories: ['observation', 'allergy'], salt: testKey('salt') });
    const grantee = this.hospitalB.hospitalId;
    return { patient, grantee, scope, envelope: testDigest(41), expiresAt: YEAR_2096, nonce, deadline: YEAR_2096 };
  }

  grantIntent(grant: Grant, privateKey: Uint8Array): RegistryIntent {
    return { kind: 'grantAccess', args: { grant, signature: signGrant(this.chain, grant, privateKey) } };
  }

  get #begun() {
    if (!this.#parts) throw new Error('the registry is not there yet');
    return this.#parts;
  }
}
