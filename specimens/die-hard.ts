import type { Machine, Property } from '../contract/machine'
import { catalogue } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { transitions } from '../kit/rules'
import { int, record } from '../kit/schema'

/**
 * The puzzle of the film: a jug of 3 gallons, a jug of 5, a fountain, and a bomb that wants exactly 4 gallons. The
 * claim 'the big jug never holds 4 gallons' is false, and its shortest refutation is the answer. Filling a full jug and
 * emptying an empty one are allowed, as in the TLA+ original, so that all six actions are enabled everywhere.
 */
export interface Jugs {
  readonly small: number
  readonly big: number
}

export interface Pour {
  readonly type: 'fillSmall' | 'fillBig' | 'emptySmall' | 'emptyBig' | 'smallToBig' | 'bigToSmall'
}

const SMALL = 3
const BIG = 5

const schema = record<Jugs>({ small: int(0, SMALL), big: int(0, BIG) })

const actions = catalogue<Pour>({
  fillSmall: { code: 'fs', text: 'fill the small jug', fields: {} },
  fillBig: { code: 'fb', text: 'fill the big jug', fields: {} },
  emptySmall: { code: 'es', text: 'empty the small jug', fields: {} },
  emptyBig: { code: 'eb', text: 'empty the big jug', fields: {} },
  smallToBig: { code: 'sb', text: 'pour the small jug into the big one', fields: {} },
  bigToSmall: { code: 'bs', text: 'pour the big jug into the small one', fields: {} },
})

export const dieHard: Machine<Jugs, Pour> = {
  name: 'die-hard',
  initial: { small: 0, big: 0 },
  schema,
  states: codec(schema),
  actions,
  ...transitions<Jugs, Pour>(actions, {
    fillSmall: ({ big }) => ({ small: SMALL, big }),
    fillBig: ({ small }) => ({ small, big: BIG }),
    emptySmall: ({ big }) => ({ small: 0, big }),
    emptyBig: ({ small }) => ({ small, big: 0 }),
    smallToBig: ({ small, big }) => ({ small: Math.max(0, small + big - BIG), big: Math.min(BIG, small + big) }),
    bigToSmall: ({ small, big }) => ({ small: Math.min(SMALL, small + big), big: Math.max(0, small + big - SMALL) }),
  }),
}

export const neverFour: Property<Jugs, Pour> = {
  kind: 'always',
  name: 'the big jug never holds 4 gallons',
  check: ({ big }) => (big === 4 ? 'The big jug holds 4 gallons.' : undefined),
}
