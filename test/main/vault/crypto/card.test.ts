import { beforeAll, describe, expect, it } from 'vitest';
import { type Card, makeCard, openCard, readLabel } from '../../../../main/vault/crypto/card.ts';
import { newPatientRoot } from '../../../../main/vault/crypto/patient-root.ts';
import { readySodium } from '../../../../main/vault/crypto/sodium.ts';
import { CardCode } from '../../../../preload/api/patients.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';

const random = seededRandom('card');
const root = newPatientRoot(random);
const secret = random(32);
const unreadable = expect.objectContaining({ code: 'card.unreadable' });

let card: Card;

beforeAll(async () => {
  await readySodium();
  card = await makeCard(root, '482913', secret, random);
});

describe('a patient card', () => {
  it('[KEY5] opens with its PIN at a hospital of the consortium', async () => {
    expect(await openCard(card.code, '482913', secret)).toEqual(root);
  });

  it('[KEY5] tells the label that is printed on it without its PIN', () => {
    expect(readLabel(card.code.toLowerCase(), secret)).toBe(card.label);
    expect(() => readLabel(card.code, random(32))).toThrow(unreadable);
  });

  it('[KEY5] another PIN is card.wrongPin', async () => {
    await expect(openCard(card.code, '482914', secret)).rejects.toThrow(
      expect.objectContaining({ code: 'card.wrongPin' }),
    );
  });

  it('[KEY5] outside the consortium it does not even confirm that it is one', async () => {
    await expect(openCard(card.code, '482913', random(32))).rejects.toThrow(unreadable);
  });

  it('[KEY5] a misread character is card.unreadable, wherever it is', async () => {
    for (let index = 5; index < card.code.length - 1; index += 1) {
      const other = card.code[index] === 'A' ? 'B' : 'A';
      const misread = `${card.code.slice(0, index)}${other}${card.code.slice(index + 1)}`;
      await expect(openCard(misread, '482913', secret)).rejects.toThrow(unreadable);
    }
  });

  it.each([
    '',
    'WKC1:',
    'WKC1:0',
    'hello',
    'WKC2:00000000000000000000',
    `WKC1:${'Z'.repeat(900)}`,
  ])('[KEY5] %j is card.unreadable', async (code) => {
    await expect(openCard(code, '482913', secret)).rejects.toThrow(unreadable);
  });

  it('[S09] can be typed by a scanner with caps lock, another layout and a line end', async () => {
    const typed = `${card.code.toLowerCase().replace(':', 'ñ')}\r\n`;
    expect(await openCard(typed, '482913', secret)).toEqual(root);
  });

  it('[S08] fits the compact mode of a QR code and the contract, and shows only a random label', () => {
    expect(card.code).toMatch(/^WKC1:[0-9A-Z]+$/);
    expect(card.code.length).toBeLessThanOrEqual(120);
    expect(CardCode.parse(card.code)).toBe(card.code);
    expect(card.label).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('[R-19] two cards of one person have nothing in common', async () => {
    const again = await makeCard(root, '482913', secret, random);
    expect(again.label).not.toBe(card.label);
    expect(again.code.slice(5, 15)).not.toBe(card.code.slice(5, 15));
    expect(await openCard(again.code, '482913', secret)).toEqual(root);
  });
});
