import { z } from 'zod';

/** Schemas of byte strings inside sealed objects. */
export const AnyBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes');

export const bytesOf = (length: number) =>
  AnyBytes.refine((bytes) => bytes.length === length, `expected ${length} bytes`);
