import type * as Real from '../../../lab/loading/sources'

/** In place of `lab/loading/sources`: no question of this page is about a file. */
export const sourcesOf: typeof Real.sourcesOf = () => ''
