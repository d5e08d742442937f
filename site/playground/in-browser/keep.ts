import type * as Real from '../../../lab/searching/keep'

/** In place of `lab/searching/keep`: a page has no disk. */
export const keepSearch: typeof Real.keepSearch = () => {
  throw new Error('a page cannot save a search: this is a bug in tidemark')
}
