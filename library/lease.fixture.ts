/** The machine of docs/guide-to-checking: a lock with leases, with and without a fence at the store. */
import {
  defineMachine,
  int,
  maybePeer,
  NONE,
  peer,
  perPeer,
  reachable,
  record,
  refuse,
  step,
  type Machine,
  type Property,
} from './index'

export interface Client {
  /** The number of the lease that this client believes it has; 0: none. */
  readonly lease: number
}
export interface Lock {
  readonly holder: number
  readonly issued: number
  readonly clients: readonly Client[]
  /** The number of the lease with which the store was written last. */
  readonly written: number
}
export type Act =
  | { readonly type: 'acquire'; readonly client: number }
  | { readonly type: 'expire' }
  | { readonly type: 'write'; readonly client: number }

const MOST = 3
const isTaken = refuse('finds the lock taken')
const isOut = refuse('would get a lease beyond these bounds')
const isFree = refuse('finds no lease to expire')
const hasNone = refuse('has never had a lease')
const isFenced = refuse('is refused by the store: a newer lease has written')

export const lease = ({ fence }: { readonly fence: boolean }): Machine<Lock, Act> =>
  defineMachine<Lock, Act>({
    name: fence ? 'fenced-lease' : 'lease',
    initial: { holder: NONE, issued: 0, clients: [{ lease: 0 }, { lease: 0 }], written: 0 },
    schema: record<Lock>({
      holder: maybePeer(2),
      issued: int(0, MOST),
      clients: perPeer(2, record<Client>({ lease: int(0, MOST) })),
      written: int(0, MOST),
    }),
    actions: {
      acquire: { code: 'a', text: 'client {client} acquires the lock', fields: { client: peer(2) } },
      expire: { code: 'x', text: 'the lease expires', fields: {} },
      write: { code: 'w', text: 'client {client} writes', fields: { client: peer(2) } },
    },
    rules: {
      acquire(state, { client }) {
        if (state.holder !== NONE) return isTaken
        if (state.issued === MOST) return isOut
        const issued = state.issued + 1
        return { ...state, holder: client, issued, clients: state.clients.with(client, { lease: issued }) }
      },
      expire: (state) => (state.holder === NONE ? isFree : { ...state, holder: NONE }),
      write(state, { client }) {
        const held = state.clients[client]?.lease ?? 0
        if (held === 0) return hasNone
        if (fence && held < state.written) return isFenced
        return { ...state, written: held }
      },
    },
    peers: 2,
  })

export const neverBack: Property<Lock, Act> = step('no write of an old lease', (before, _, after) =>
  after.written < before.written
    ? `lease ${after.written} writes after lease ${before.written} has written`
    : undefined,
)

export const twoWrote = reachable<Lock>('both wrote', ({ written }) => written > 1, { required: true })
