import type * as Real from 'node:util'

/** In place of `node:util`: text of a page has no colours of a terminal. */
export const stripVTControlCharacters: typeof Real.stripVTControlCharacters = (text) => text
