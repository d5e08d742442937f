import { optionsOf } from '../../lab/questions/ask'
import { kafkas, protocolOf, question } from '../../lab/questions/question'
import type { Options } from '../../lab/questions/words'
import { ladderRows } from '../../lab/records/ladder'
import { faults } from '../../model/state'

/** What the form offers: made when the page is built, so that the page itself needs no model. */
export interface Catalogue {
  /** The versions, and the KIPs and fixes of each. */
  readonly kafkas: readonly { readonly name: string; readonly amendments: readonly Amendment[] }[]
  readonly faults: readonly string[]
  /** Questions that find something: the rows of the ladder. */
  readonly examples: readonly Example[]
}

interface Example {
  readonly title: string
  /** Its number in docs/bugs.md. */
  readonly bug?: string
  readonly question: Options
}

interface Amendment {
  readonly name: string
  readonly title: string
}

export const catalogue = (): Catalogue => ({
  kafkas: kafkas.map((name) => ({
    name,
    amendments: protocolOf(question({ kafka: name })).amendments.map((one) => ({ name: one.name, title: one.title })),
  })),
  faults,
  examples: ladderRows.map(({ name, story = '', bug, question: asked }) => ({
    title: `${[...(bug === undefined ? [] : [bug]), name].join(', ')}: ${story}`,
    ...(bug === undefined ? {} : { bug }),
    question: optionsOf(asked),
  })),
})
