import { AppError } from '../../../preload/api/errors.ts';
import { fromCrockford, toCrockford } from './crockford.ts';
import { hkdf, hmac } from './digest.ts';
import { argon2id, FLOOR_COST, KDF_SALT_BYTES } from './passphrase-kdf.ts';
import { PATIENT_ROOT_BYTES } from './patient-root.ts';
import { type Random, sodium } from './sodium.ts';

/**
 * A card (KEY5) is `WKC1:` and Crockford base 32 of
 *   salt (16) ‖ XChaCha20-Poly1305 ciphertext of the root (32 + 16) ‖ check (4).
 * Key and nonce come from HKDF(Argon2id(PIN, salt) ‖ card secret): a PIN alone is a million guesses, so a found card
 * is worth nothing to whoever lacks the secret that the hospitals of the consortium keep. The check, a MAC under a key
 * derived from that secret, tells a misread card from a wrong PIN before the slow work, and only to a hospital.
 */
const PREFIX = 'WKC1:';
const SEALED_BYTES = PATIENT_ROOT_BYTES + 16;
const CHECK_BYTES = 4;

export interface Card {
  /** Printed in clear to tell cards apart; random, and part of the code's salt. */
  readonly label: string;
  readonly code: string;
}

export async function makeCard(root: Uint8Array, pin: string, cardSecret: Uint8Array, random: Random): Promise<Card> {
  const salt = random(KDF_SALT_BYTES);
  const { key, nonce } = await cardKey(pin, salt, cardSecret);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(root, salt, null, nonce, key);
  const body = Buffer.concat([salt, sealed]);
  return {
    label: labelOf(salt),
    code: PREFIX + toCrockford(Buffer.concat([body, check(body, cardSecret)])),
  };
}

/**
 * The patient root on the card. `card.unreadable`: not a card, misread, or a card of another consortium;
 * `card.wrongPin`: the card is fine.
 */
export async function openCard(code: string, pin: string, cardSecret: Uint8Array): Promise<Uint8Array> {
  const body = readBody(code, cardSecret);
  const salt = body.subarray(0, KDF_SALT_BYTES);
  const { key, nonce } = await cardKey(pin, salt, cardSecret);
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body.subarray(KDF_SALT_BYTES), salt, nonce, key);
  } catch {
    throw new AppError('card.wrongPin', 'The PIN does not open this card');
  }
}

/** What is printed on the card beside its code. `card.unreadable` as above. */
export function readLabel(code: string, cardSecret: Uint8Array): string {
  return labelOf(readBody(code, cardSecret));
}

/** Of the salt, or of anything that begins with it. */
function labelOf(salt: Uint8Array): string {
  const label = toCrockford(salt.subarray(0, 5));
  return `${label.slice(0, 4)}-${label.slice(4)}`;
}

/** A scanner with another keyboard layout may type something else for the colon, or a space or a line end behind. */
function readBody(code: string, cardSecret: Uint8Array): Uint8Array {
  const text = /^WKC1[^0-9A-Z]?([0-9A-Z]+)$/i.exec(code.replaceAll(/\s/g, ''))?.[1] ?? '';
  const bytes = fromCrockford(text);
  const bodyBytes = KDF_SALT_BYTES + SEALED_BYTES;
  if (bytes?.length !== bodyBytes + CHECK_BYTES) throw unreadable();
  const body = bytes.subarray(0, bodyBytes);
  if (!sodium.memcmp(check(body, cardSecret), bytes.subarray(bodyBytes))) throw unreadable();
  return body;
}

function check(body: Uint8Array, cardSecret: Uint8Array): Uint8Array {
  return hmac(hkdf(cardSecret, 'wardkeep/v1/card-check'), body).subarray(0, CHECK_BYTES);
}

async function cardKey(pin: string, salt: Uint8Array, cardSecret: Uint8Array) {
  const guessable = await argon2id(pin, salt, FLOOR_COST);
  const material = hkdf(Buffer.concat([guessable, cardSecret]), 'wardkeep/v1/card', 32 + 24);
  return { key: material.subarray(0, 32), nonce: material.subarray(32) };
}

function unreadable(): AppError {
  return new AppError('card.unreadable', 'This is not a readable card of the consortium');
}
