import type { Colors } from 'picocolors/types'

/** The colours of a report; each is the identity where there are none. */
export type Paint = Pick<Colors, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'>

const plain = (text: string | number | null | undefined): string => String(text)

export const noPaint: Paint = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain }
