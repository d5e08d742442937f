import { createColors } from 'picocolors'
import type { Paint } from '../reports/paint'

/** Colours and a width on a terminal, and neither elsewhere. A non-empty NO_COLOR (no-color.org) disables colours. */
export const paintFor = (
  { isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): Paint => {
  const isTerminal = isTTY === true
  const width = isTerminal && columns !== undefined && columns > 0 ? { width: columns } : {}
  return { ...createColors(isTerminal && !env['NO_COLOR']), ...width }
}
