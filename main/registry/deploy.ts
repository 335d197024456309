import { AbiCoder } from 'ethers/abi';
import { getCreateAddress } from 'ethers/address';
import { addressOf } from './addresses.ts';
import { type SignedTransaction, signEnvelope, type TransactionEnvelope } from './transactions.ts';

/** Measured 3.9 million; a registry is deployed once. */
const DEPLOYMENT_GAS = 5_000_000;

/**
 * Signs the transaction that creates a registry.
 * @param bytecode creation code from contracts/generated/HospitalRegistry.json, 0x-prefixed hex
 * @param registrar address that holds all roles at first
 * @returns the transaction and the address the registry will have
 */
export function signDeployment(
  envelope: TransactionEnvelope,
  bytecode: string,
  registrar: string,
  privateKey: Uint8Array,
): SignedTransaction & { readonly registry: string } {
  const argument = AbiCoder.defaultAbiCoder().encode(['address'], [registrar]).slice(2);
  const signed = signEnvelope(
    { ...envelope, data: bytecode + argument, gasLimit: envelope.gasLimit ?? DEPLOYMENT_GAS },
    privateKey,
  );
  const registry = getCreateAddress({ from: addressOf(privateKey), nonce: envelope.nonce }).toLowerCase();
  return { ...signed, registry };
}
