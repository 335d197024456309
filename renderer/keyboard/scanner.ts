/** Longest pause between two characters of a scanner; a typist needs about 80 ms for the digits of a code. */
export const MAX_GAP_MS = 60;
const MIN_CHARACTERS = 6;

/** A card's code, a card's label or an MRN: what is printed on cards, labels and wristbands. */
const PRINTED_CODE =
  /^(WKC1[^0-9A-Z]?[0-9A-Z]+|[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}|[A-Z][A-Z0-9]{0,5}-\d{6,})$/i;

/** Whether this is a patient card's code, which only its PIN opens. */
export function isCardCode(text: string): boolean {
  return /^WKC1/i.test(text);
}

export function isPrintedCode(text: string): boolean {
  return PRINTED_CODE.test(text);
}

/**
 * Tells a wedge scanner from a typing person: it types a whole code within a few milliseconds per character and
 * ends with Enter. Feed it every key with its time in milliseconds.
 */
export class ScanDetector {
  #text = '';
  #lastMs = Number.NEGATIVE_INFINITY;

  /** The scanned text when this key completes a scan, otherwise null. */
  feed(key: string, atMs: number): string | null {
    const isFast = atMs - this.#lastMs <= MAX_GAP_MS;
    this.#lastMs = atMs;
    if (key === 'Enter') {
      const text = isFast ? this.#text : '';
      this.#text = '';
      return text.length >= MIN_CHARACTERS ? text : null;
    }
    if (key === 'Shift') return null;
    this.#text = key.length === 1 ? (isFast ? this.#text : '') + key : '';
    return null;
  }

  /** Characters of the burst so far. */
  get length(): number {
    return this.#text.length;
  }
}
