import { z } from 'zod';
import { ERROR_CODES, type ErrorView as View } from './errors.ts';

/** Apart from `errors.ts`, which the first screen needs before any schema. */
export const ErrorView = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
}) satisfies z.ZodType<View>;
export type ErrorView = z.infer<typeof ErrorView>;
