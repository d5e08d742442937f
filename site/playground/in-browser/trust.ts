import type * as Real from '../../../lab/searching/trust'

/** In place of `lab/searching/trust`: every machine of this page is ours. */
export const questioned: typeof Real.questioned = (_, __, ___, watch) => watch

/** A bug is not blamed on anybody else. */
export const blaming: typeof Real.blaming = (_, work) => work()
