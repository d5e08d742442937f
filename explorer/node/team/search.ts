import { outcomeOf, progressOf } from '../../breadth'
import { expanding, type Expanding } from '../../expanding'
import { judgingConvergence } from '../../liveness/judging'
import type { Machine, Property } from '../../../contract/machine'
import type { Limits, Outcome, Search } from '../../search'
import type { Position, Standing } from '../../standing'
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

/**
 * A search by several threads, which must be ended. Call it from different turns of the event loop, so that it notices
 * a thread that has ended.
 */
export interface TeamSearch<A> extends Search<A> {
  close(): void
  readonly lost: number
  /** The other threads: the number requested, and the number running. */
  readonly hired: number
  readonly present: number
}

/** The other threads, and how they are started. */
export interface Staff {
  /** Threads, the caller included: 1 .. 31. */
  readonly workers: number
  readonly hire: Hire
  readonly stepping?: Stepping
  /** The position of a search to resume, which may have had another number of threads. */
  readonly from?: Standing
  /** The store of states, if it is not an arena. Its set of fingerprints must be in shared memory. */
  readonly store?: FileStore
}

/** A batch with fewer states than this is not shared. */
const FEWEST = 512

/**
 * The search of `breadthFirst` by several threads. States are expanded in batches: each thread takes some states and
 * claims the new ones. Then the claimed states get the positions in which one thread would have found them. So after
 * each batch the memory is byte by byte the same as with one thread, for any number and speed of threads.
 *
 * If a property breaks in a batch, or a limit is reached, the batch is abandoned and the first thread does it alone,
 * state by state. It stops exactly where one thread would stop. If a thread crashes, the batch is restarted without it.
 */
export const breadthFirstByTeam = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { maxStates = Infinity, bytesOfSteps }: Limits,
  { workers, hire, stepping, from, store }: Staff,
): TeamSearch<A> => {
  const { words } = machine.states
  const facts = properties.filter(({ kind }) => kind === 'reachable').length
  const memory = newMemory(words, workers, facts, store)
  const pool = poolIn(memory, store)
  const shared = sharedIn(memory, pool)
  const running = expanding(machine, properties, pool.store, stepping, from, bytesOfSteps)
  const worker = new TeamWorker(machine, properties, pool, shared, { number: 0, workers }, running.taking)
  const team = new Team(hire, shared, memory, workers)
  const isOver = (): boolean => running.isOver() || pool.store.count >= maxStates
  const work = working({
    search: running,
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
  const besides = (): number => bytesOfClaims(words) + pool.bytes + (workers - 1) * running.taking().bytes
  const outcome = (): Outcome<A> => {
    const found = outcomeOf(running, machine.actions.all)
    return { ...found, bytes: found.bytes + besides(), facts: earliest(found.facts, shared.facts) }
  }
  const search = judgingConvergence<S, A>(machine, properties, {
    advance() {
      if (work.next().done !== true) return true
      team.dismiss()
      return false
    },
    get progress() {
      const progress = progressOf(running.held(), running.at)
      return { ...progress, bytes: progress.bytes + besides() }
    },
    get outcome() {
      return outcome()
    },
    close: () => team.dismiss(),
    snapshot: () => ({ store: pool.store, at: running.at, met: earliest(running.met(), shared.facts) }),
  })
  return withTeam(search, team, workers)
}

const withTeam = <A>(search: Search<A>, team: Team, workers: number): TeamSearch<A> => ({
  ...search,
  close: () => team.dismiss(),
  get progress() {
    return search.progress
  },
  get outcome() {
    return search.outcome
  },
  get lost() {
    return team.lost
  },
  hired: workers - 1,
  get present() {
    return team.present
  },
})

const poolIn = ({ words, byBits }: Memory, store?: FileStore): Pool =>
  store === undefined || byBits === undefined ? new ExactPool(words) : new BitsPool(store, byBits)

/** The facts that the first thread reached alone, and those reached in batches. */
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

/** Yields when other work should run. */
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

/**
 * `done`: the batch is complete. `again`: it must be restarted. `alone`: the first thread must do it without the team.
 */
function* batch(work: Work, states: number): Generator<undefined, 'done' | 'again' | 'noRoom' | 'alone'> {
  const { search, pool, shared, order, team, worker, maxStates, bits } = work
  const { at } = search
  const { board, claims, filled } = shared
  claims.clear()
  filled.fill(0)
  shared.wide.fill(0)
  shared.stuck.fill(0)
  board.set('generated', 0)
  board.set('stop', STOP.no)
  board.set('depth', at.depth + 1)
  pool.begin(at.expanding, states)
  team.show(pool)
  team.call('expand', at.expanding, at.expanding + states)
  worker.work()
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
    worker.work()
    while (!team.haveDone()) yield
    if (team.isSpoilt()) pool.enter(0, before)
  }
  board.set('base', before)
  board.set('parent', at.expanding)
  team.call('put', 0, found)
  worker.work()
  while (!team.haveDone()) yield
  // A thread may have ended since it expanded, even before it was called to put its states. The first thread puts them.
  filled.forEach((_, one) => team.hasDone(one) || worker.put(one))
  pool.extend(before + found)
  search.skip(states, {
    ...{ generated: board.get('generated'), widest: Math.max(...shared.wide) },
    ...stuckIn(shared.stuck),
  })
  return 'done'
}

/** The states of a batch without a step. A worker takes pieces in rising order, so the first that it finds is its lowest. */
const stuckIn = (stuck: Int32Array): Pick<Position, 'stuck' | 'firstStuck'> => {
  const counts = stuck.filter((_, at) => at % 2 === 0)
  const firsts = stuck.filter((first, at) => at % 2 === 1 && first > 0)
  return { stuck: counts.reduce((sum, count) => sum + count, 0), firstStuck: Math.min(...firsts) - 1 }
}

/** The rows of a batch, in order. */
function* hashesOf({ claims }: ReturnType<typeof sharedIn>, order: Int32Array, found: number): Generator<number> {
  for (let place = 0; place < found; place++) yield claims.rows[claims.at(order[place] as number)] as number
}
