import type * as Real from '../../../cli/parts'
import { harder, mayForget, repaired } from '../../../cli/next-of-kafka'

/** In place of `cli/parts`: what is loaded on demand elsewhere is in the program of the page. */
export const parts: Pick<typeof Real.parts, 'kafka'> = { kafka: () => ({ harder, mayForget, repaired }) }
