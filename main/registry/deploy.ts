import { AbiCoder } from 'ethers/abi';
import { getCreateAddress } from 'ethers/address';
import { addressOf } from './addresses.ts';
import { type SignedTransaction, signEnvelope, type TransactionEnvelope } from './transactions.ts';

/** A registry is deployed once; what is not used is not paid. */
const DEPLOYMENT_GAS = 6_000_000;

/** What a registry is created with, for good. */
export interface RegistryTerms {
  /** Address of the consortium's key, which admits and removes hospitals. */
  readonly registrar: string;
  /** Seconds from the proposal of a recovery until it can be finished: 1 to 60 days. */
  readonly recoveryWait: number;
}

/**
 * What creates a registry, 0x-prefixed hex.
 * @param bytecode creation code from contracts/generated/HospitalRegistry.json, 0x-prefixed hex
 */
export function deploymentData(bytecode: string, { registrar, recoveryWait }: RegistryTerms): string {
  return bytecode + AbiCoder.defaultAbiCoder().encode(['address', 'uint40'], [registrar, recoveryWait]).slice(2);
}

/** The address of the contract that this account creates with this nonce. */
export function deployedAddress(from: string, nonce: number): string {
  return getCreateAddress({ from, nonce }).toLowerCase();
}

/**
 * Signs the transaction that creates a registry.
 * @returns the transaction and the address the registry will have
 */
export function signDeployment(
  envelope: TransactionEnvelope,
  bytecode: string,
  terms: RegistryTerms,
  privateKey: Uint8Array,
): SignedTransaction & { readonly registry: string } {
  const data = deploymentData(bytecode, terms);
  const signed = signEnvelope({ ...envelope, data, gasLimit: envelope.gasLimit ?? DEPLOYMENT_GAS }, privateKey);
  return { ...signed, registry: deployedAddress(addressOf(privateKey), envelope.nonce) };
}
