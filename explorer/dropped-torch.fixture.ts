/** A torch, and who has held it. Whoever drops it leaves it to the first other peer; if nobody is preferred, to any. */
import { add, size } from '../kit/bits'
import { catalogue, type Kinds } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { refuse } from '../kit/refused'
import { symmetry } from '../kit/renaming'
import { transitions } from '../kit/rules'
import { peer, peers, record, type Schema } from '../kit/schema'
import type { AlwaysProperty, Machine } from '../contract/machine'

interface Held {
  readonly holder: number
  readonly seen: number
}
interface Drop {
  readonly type: 'drop'
  readonly to?: number
}

const held: Schema<Held> = record<Held>({ holder: peer(3), seen: peers(3) })

const passedTo = (state: Held, to: number): Held => ({ holder: to, seen: add(state.seen, to) })

export const dropped = (isImpartial: boolean): Machine<Held, Drop> => {
  const kinds = {
    drop: {
      ...{ code: 'd', text: isImpartial ? 'it is dropped (free choice: {to})' : 'it is dropped' },
      fields: isImpartial ? { to: peer(3) } : {},
    },
  } as Kinds<Drop>
  const actions = catalogue<Drop>(kinds)
  const mine = refuse('holds it already')
  return {
    ...{ name: 'dropped torch', initial: { holder: 0, seen: 0b001 }, schema: held, actions, states: codec(held) },
    ...transitions<Held, Drop>(actions, {
      drop: (state, { to = state.holder === 0 ? 1 : 0 }) => (to === state.holder ? mine : passedTo(state, to)),
    }),
    ...(isImpartial ? { renamings: symmetry(held, kinds, 3) } : { impartial: () => dropped(true) }),
  }
}

export const heldBy = (count: number): AlwaysProperty<Held> => ({
  ...{ kind: 'always', name: `fewer than ${count} have held it` },
  check: ({ seen }) => (size(seen) < count ? undefined : `${count} have held it`),
})
