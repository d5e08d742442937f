import { outcomeOf, progressOf, type Limits, type Outcome, type Search } from '../../breadth'
import { expanding, type Expanding } from '../../expanding'
import type { Machine, Property } from '../../../contract/machine'
import type { Standing } from '../../standing'
import type { Stepping } from '../../steps'
import type { FactMet } from '../../witnesses'
import { STOP } from './board'
import type { FileStore } from '../saving/file-store'
import { BitsPool, MOST } from './by-bits'
import { bytesOfClaims, ROWS } from './claims'
import { ExactPool } from './exact'
import type { Pool } from './known'
import { Team, type Hire } from './team'
import { bitsOfActions, TeamWorker } from './team-worker'
import { newMemory, sharedIn, type Memory } from './shared'
import { sortRows } from './sort'

/** A search by several threads, which have to be ended. It has to be called from turns of the event loop: then it hears of a thread that has ended. */
export interface TeamSearch<A> extends Search<A> {
  close(): void
  readonly lost: number
  /** Threads beside the first: those that were asked to come, and those that are there. */
  readonly hired: number
  readonly present: number
}

/** Who works with the caller, and how. */
export interface Staff {
  /** Threads, the caller included: 1 .. 31. */
  readonly workers: number
  readonly hire: Hire
  readonly stepping?: Stepping
  /** Where a search stood, with any number of threads, that now goes on. */
  readonly from?: Standing
  /** Where states are kept, if not in an arena; its set of fingerprints has to be in memory that threads share. */
  readonly store?: FileStore
}

/** A batch is not worth calling anybody if it has fewer states than these. */
const FEWEST = 512

/**
 * The search of `breadthFirst` by several threads. States are expanded in batches: each thread takes some, and claims what is new;
 * then what was claimed gets its place in the order in which one thread would have found it. So after each batch all is as it
 * would be with one thread, byte by byte, and it does not matter how many there are or who was faster.
 *
 * A batch in which something breaks, or with which a limit is reached, is given up, and the first thread does it alone, state by state:
 * it stops exactly where one thread would. A batch that a thread did not survive is begun anew without it.
 */
export const breadthFirstByTeam = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { maxStates = Infinity }: Limits,
  { workers, hire, stepping, from, store }: Staff,
): TeamSearch<A> => {
  const { words } = machine.states
  const facts = properties.filter(({ kind }) => kind === 'reachable').length
  const memory = newMemory(words, workers, facts, store)
  const pool = poolIn(memory, store)
  const shared = sharedIn(memory, pool)
  const search = expanding(machine, properties, pool.store, stepping, from)
  const worker = new TeamWorker(machine, properties, pool, shared, { number: 0, workers })
  const team = new Team(hire, shared, memory, workers)
  const isOver = (): boolean => search.isOver() || pool.store.count >= maxStates
  const work = working({
    search,
    pool,
    shared,
    order: new Int32Array(ROWS),
    team,
    worker,
    maxStates,
    bits: bitsOfActions(machine),
    isOver,
  })
  /** Every other thread remembers about as much as the first. */
  const besides = (): number => bytesOfClaims(words) + pool.bytes + (workers - 1) * search.taking().bytes
  const outcome = (): Outcome<A> => {
    const found = outcomeOf(search, machine.actions.all)
    return { ...found, bytes: found.bytes + besides(), facts: earliest(found.facts, shared.facts) }
  }
  return {
    advance() {
      if (work.next().done !== true) return true
      team.dismiss()
      return false
    },
    get progress() {
      const progress = progressOf(search.held(), search.at)
      return { ...progress, bytes: progress.bytes + besides() }
    },
    get outcome() {
      return outcome()
    },
    close: () => team.dismiss(),
    snapshot: () => ({ store: pool.store, at: search.at, met: earliest(search.met(), shared.facts) }),
    get lost() {
      return team.lost
    },
    hired: workers - 1,
    get present() {
      return team.present
    },
  }
}

const poolIn = ({ words, byBits }: Memory, store?: FileStore): Pool =>
  store === undefined || byBits === undefined ? new ExactPool(words) : new BitsPool(store, byBits)

/** What the first thread met alone, and what was met by all in batches. */
const earliest = (met: readonly FactMet[], shared: Int32Array): readonly FactMet[] =>
  met.map(({ depth, ...fact }, index) => {
    const other = (shared[index] as number) === 0 ? undefined : (shared[index] as number) - 1
    if (depth === undefined || other === undefined) return { ...fact, depth: depth ?? other }
    return { ...fact, depth: Math.min(depth, other) }
  })

interface Work {
  readonly search: Expanding
  readonly pool: Pool
  readonly shared: ReturnType<typeof sharedIn>
  /** The rows of a batch in the order of their keys. */
  readonly order: Int32Array
  readonly team: Team
  readonly worker: TeamWorker
  readonly maxStates: number
  readonly bits: number
  isOver(): boolean
}

/** Yields whenever others should have their turn. */
function* working(work: Work): Generator<undefined, undefined> {
  const { search, team, bits, isOver } = work
  const { at } = search
  let most = Math.min(MOST, 2 ** (31 - bits))
  while (!isOver()) {
    const states = Math.min(most, at.levelEnd - at.expanding)
    const done = team.present > 0 && states >= FEWEST ? yield* batch(work, states) : 'alone'
    if (done === 'noRoom') most = Math.max(FEWEST, states >>> 1)
    if (done === 'alone') for (let left = states; left > 0 && !isOver(); left--) search.expand()
    yield
  }
}

/** done: committed. again: as if it had not been begun. alone: the same, and no team should begin it. */
function* batch(work: Work, states: number): Generator<undefined, 'done' | 'again' | 'noRoom' | 'alone'> {
  const { search, pool, shared, order, team, worker, maxStates, bits } = work
  const { at } = search
  const { board, claims, filled } = shared
  claims.clear()
  filled.fill(0)
  shared.wide.fill(0)
  board.set('generated', 0)
  board.set('stop', STOP.no)
  board.set('depth', at.depth + 1)
  pool.begin(at.expanding, states)
  team.show(pool)
  team.call('expand', at.expanding, at.expanding + states)
  worker.work(search.taking())
  while (!team.haveDone()) yield
  if (board.get('stop') === STOP.alone) return 'alone'
  if (team.isSpoilt()) return 'again'
  if (board.get('stop') === STOP.noRoom) return states > FEWEST ? 'noRoom' : 'alone'

  const found = sortRows(shared, order, { states, bits })
  const before = pool.store.count
  if (before + found >= maxStates) return 'alone'
  const isTableNew = pool.reserve(before + found, hashesOf(shared, order, found))
  team.show(pool)
  if (isTableNew) {
    team.call('enter', 0, before)
    worker.work(search.taking())
    while (!team.haveDone()) yield
    if (team.isSpoilt()) pool.enter(0, before)
  }
  board.set('base', before)
  board.set('parent', at.expanding)
  team.call('put', 0, found)
  worker.work(search.taking())
  while (!team.haveDone()) yield
  if (team.isSpoilt()) filled.forEach((_, one) => worker.put(one, search.taking()))
  pool.extend(before + found)
  search.skip(states, board.get('generated'), Math.max(...shared.wide))
  return 'done'
}

/** Of all rows of a batch, in order. */
function* hashesOf({ claims }: ReturnType<typeof sharedIn>, order: Int32Array, found: number): Generator<number> {
  for (let place = 0; place < found; place++) yield claims.rows[claims.at(order[place] as number)] as number
}
