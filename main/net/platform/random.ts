import { randomInt } from 'node:crypto';

/** A number in [0, 1). Tests inject their own. */
export type Random = () => number;

const STEPS = 2 ** 32;

export const systemRandom: Random = () => randomInt(STEPS) / STEPS;
