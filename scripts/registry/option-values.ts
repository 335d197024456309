import { getAddress } from 'ethers/address';
import { z } from 'zod';
import { Digest, HospitalId } from '../../preload/api/ids.ts';
import type { Option } from './options.ts';

/** Each schema's message completes the sentence `--option VALUE is …, not "…"`. */
const NO_ADDRESS = 'an address: 0x and 40 hex digits, and its capitals, if there are any, are a checksum that must fit';

/** An EVM address in lower case, as everywhere in this program. Capitals are a checksum (EIP-55) and have to fit. */
export const Address = z.string(NO_ADDRESS).transform((text, context) => {
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) {
    try {
      return getAddress(text).toLowerCase();
    } catch {
      // Not repeated here: the message says what a checksum is.
    }
  }
  context.addIssue({ code: 'custom', message: NO_ADDRESS });
  return z.NEVER;
});

export const SomeAddress = Address.refine((address) => BigInt(address) !== 0n, 'an address other than zero');

/** An X25519 public key, 32 bytes as 0x-prefixed lower-case hex. */
export const SealKey = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, '0x and 64 hex digits')
  .refine((key) => BigInt(key) !== 0n, 'a key: to the point zero anybody could open what is sealed')
  .toLowerCase();

/** A SHA-256 digest, with or without 0x. */
export const DigestText = z
  .string()
  .regex(/^(0x)?[0-9a-fA-F]{64}$/, 'a SHA-256 digest of 64 hex digits')
  .transform((text) => Digest.parse(text.slice(-64).toLowerCase()));

/** A whole number from `minimum` to `maximum`, as a person writes it. */
export function wholeNumber(minimum: number, maximum: number) {
  const message = `a whole number from ${minimum} to ${maximum}`;
  return z
    .string(message)
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((number) => number >= minimum && number <= maximum, message);
}

export const HospitalNumber = wholeNumber(1, 0xff_ffff).transform((number) => HospitalId.parse(number));

/** wei */
export const Wei = z
  .string()
  .regex(/^\d{1,30}$/, 'a number of wei')
  .transform(BigInt);

/** Where a node or a signer listens. Credentials in it would be in the process list. */
export const HttpUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}, 'an http or https URL without a user name and password');

export const FilePath = z.string().min(1, 'the path of a file');

export function required<Value>(placeholder: string, schema: z.ZodType<Value>, help: string): Option<Value> {
  return { placeholder, schema, help };
}

export function optional<Value>(
  placeholder: string,
  schema: z.ZodType<Value>,
  help: string,
): Option<Value | undefined> {
  return { placeholder, schema: schema.optional(), help };
}

export function flag(help: string): Option<boolean> {
  return { placeholder: null, schema: z.boolean().default(false), help };
}
