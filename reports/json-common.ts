import { z } from 'zod'

/** The fields that the output of every command has. */
export const common = {
  format: z.literal(1).describe('the version of this shape'),
  exitCode: z.int().describe('the exit code of the process'),
}
