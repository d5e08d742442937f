import type { Colors } from 'picocolors/types'

/** The colours of a report; each is the identity where there are none. And the signs in a line, where it is for a terminal. */
export type Paint = Pick<Colors, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'> & { readonly width?: number }

const plain = (text: string | number | null | undefined): string => String(text)

export const noPaint: Paint = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain }
