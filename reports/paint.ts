import type { Colors } from 'picocolors/types'

/**
 * The colours of a report, and the width of the terminal if there is one. Without colours each function returns its
 * argument.
 */
export type Paint = Pick<Colors, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'> & { readonly width?: number }

const plain = (text: string | number | null | undefined): string => String(text)

export const noPaint: Paint = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain }
