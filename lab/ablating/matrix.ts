import { byNumber } from '../../contract/property-order'
import { explore } from '../../explorer/breadth'
import { firstBreaches } from '../../explorer/first-breaches'
import { drive, type Watch } from '../../explorer/node/drive'
import { isKraft } from '../../model/versions/timeline'
import type { Protocol } from '../../model/versions/decisions'
import { nameableFor } from '../../properties/ladder'
import type { WorldProperty } from '../../properties/scope'
import { world } from '../../properties/world'
import { numberOf, protocolOf, question, scopeOf, type Question } from '../questions/question'
import { repairs } from '../records/kraft-repairs'
import { comparing } from './differing'
import { decisionsIn, isOfDisk, rowsOf } from './rows'
import { worldsFor, type AblationWorld } from './worlds'

/** Which Kafka is taken apart. */
export interface Whole {
  readonly kafka: string
  /** With eligible leader replicas. */
  readonly elr: boolean
}

/** A property that breaks where something is left out, and not, or later, where nothing is. */
export interface Cell {
  readonly property: string
  /** The length of the shortest schedule in all worlds. */
  readonly steps: number
  /** The world of this schedule. */
  readonly world: string
}

export interface MatrixRow {
  /** What is left out: an amendment, or one decision of it. */
  readonly without: string
  /** The number of worlds in which it gave another answer. Where it gives none, each step is the same without it. */
  readonly differs: number
  readonly cells: readonly Cell[]
}

export interface Matrix extends Whole {
  /** What was put on top. */
  readonly with: readonly string[]
  readonly worlds: readonly WorldSearched[]
  readonly rows: readonly MatrixRow[]
  readonly isStopped: boolean
}

/** How far a world was searched with nothing left out. */
export interface WorldSearched {
  readonly name: string
  readonly states: number
  /** All states within this many steps were judged. */
  readonly depth: number
  readonly isComplete: boolean
}

export interface Ablating {
  readonly world: string
  readonly row: string
  readonly worlds: number
  readonly of: number
  readonly states: number
}

/** A search of one world ends here. With something left out, it may have many more states. */
export const MOST_STATES = 2500

/** With KRaft nothing holds without the repairs of docs/findings, so they are put on top. */
export const repairsOf = (kafka: string): readonly string[] => (isKraft(kafka) ? repairs : [])

/** What is searched, where it is less than everything. */
export interface Asking {
  /** The most states in one world. */
  readonly states?: number
  readonly isWanted?: (one: AblationWorld) => boolean
  readonly isAsked?: (row: string) => boolean
}

/** Leaves out each decision alone, in each world. The result depends on nothing but what is asked. */
export const ablateAll = async (
  { kafka, elr }: Whole,
  watch: Watch<Ablating>,
  { states, isWanted = () => true, isAsked = () => true }: Asking = {},
): Promise<Matrix> => {
  const put = repairsOf(kafka)
  const whole = protocolOf(question({ kafka, with: put }))
  const worlds = worldsFor(kafka, elr).filter(isWanted)
  const rows = rowsOf(whole).filter(isAsked)
  const found = new Map(rows.map((row): [string, Found] => [row, { differs: 0, cells: new Map() }]))
  const searched: WorldSearched[] = []
  const begin = watch.clock.now()
  const tally = { states: 0 }
  const telling = (world: string, row: string): Watch => ({
    ...watch,
    report({ distinct }) {
      const at = { world, row, worlds: searched.length + 1, of: worlds.length, states: tally.states + distinct }
      watch.report(at, watch.clock.now() - begin)
    },
  })
  const isStopped = await stopsIn(worlds, async (one) => {
    const asked = questionIn(kafka, put, one)
    const most = states ?? one.states ?? MOST_STATES
    const here = rows.filter((row) => isAskedIn(one, decisionsIn(row, whole)))
    const intact = await lookAt(asked, here, one, most, telling(one.name, ''))
    tally.states += intact.states
    if (intact.isStopped) return true
    const isCut = await stopsIn(intact.differing, async (row) => {
      const known = found.get(row)
      if (known === undefined) return false
      known.differs++
      if (one.asksLiveness !== true && breaksSafety(known)) return false
      const left = await look({ ...asked, without: [row] }, one, most, telling(one.name, row))
      tally.states += left.states
      if (!left.isStopped) note(known, intact, left, one)
      return left.isStopped
    })
    if (!isCut)
      searched.push({ name: one.name, states: intact.states, depth: intact.depth, isComplete: intact.isComplete })
    return isCut
  })
  return {
    ...{ kafka, elr, with: put, worlds: searched, isStopped },
    rows: rows.map((without) => {
      const { differs = 0, cells = new Map<string, Cell>() } = found.get(without) ?? {}
      return { without, differs, cells: [...cells.values()].sort((a, b) => byNumber(a.property, b.property)) }
    }),
  }
}

/** Does it for each, one after the other, until one says that it was stopped. */
const stopsIn = async <T>(all: readonly T[], work: (one: T) => Promise<boolean>): Promise<boolean> => {
  for (const one of all) if (await work(one)) return true
  return false
}

/** What is known so far of what is left out. */
interface Found {
  differs: number
  readonly cells: Map<string, Cell>
}

/** A world may be about some decisions only. */
const isAskedIn = ({ about, isOfDisk: onDisk }: AblationWorld, decisions: readonly string[]): boolean =>
  decisions.some((decision) =>
    about === undefined ? onDisk !== true || isOfDisk(decision) : about.some((one) => one === decision),
  )

/** Then larger worlds have nothing to add. */
const breaksSafety = ({ cells }: Found): boolean => [...cells.keys()].some((property) => property.startsWith('S'))

/** The question that asks about one world. */
export const questionIn = (
  kafka: string,
  put: readonly string[],
  { settings, bounds, runs = 'clean' }: AblationWorld,
): Question => question({ kafka, with: put, settings, bounds, runs })

/** What a search of one version in one world has found. */
interface Looked {
  readonly soonest: ReadonlyMap<string, number>
  readonly states: number
  readonly depth: number
  readonly isComplete: boolean
  readonly isStopped: boolean
}

const look = async (
  asked: Question,
  { asksLiveness = false }: { readonly asksLiveness?: boolean },
  maxStates: number,
  watch: Watch,
  protocol: Protocol = protocolOf(asked),
): Promise<Looked> => {
  const scope = { ...scopeOf(asked), protocol }
  const machine = world(scope)
  const properties = nameableFor({ ...scope, runs: asked.runs })
  const search = firstBreaches(machine, properties, { maxStates })
  const { outcome, stopped } = await drive(search, {}, watch)
  // A small search ends before anybody looks for Ctrl-C.
  await watch.clock.pause()
  const soonest = new Map([...search.soonest].map(([name, steps]) => [numberOf(name), steps]))
  const inTheEnd = asksLiveness ? properties.filter(isInTheEnd) : []
  for (const property of inTheEnd) {
    const { breach } = explore(machine, [property], { maxStates })
    if (breach !== undefined) soonest.set(numberOf(property.name), breach.actions.length)
  }
  return {
    ...{ soonest, states: outcome.distinct, depth: outcome.depth },
    ...{ isComplete: outcome.verdict === 'holds', isStopped: stopped === 'interrupt' || watch.isInterrupted() },
  }
}

/**
 * L13 and L14 are about an operator who does nothing, which is not what a decision is for. L3, L5 and L10 say of a part what L1 and
 * L2 say of the cluster; what breaks them is on record of its own (docs/decisions/0074).
 */
const isInTheEnd = ({ name, kind }: WorldProperty): boolean =>
  kind === 'converges' && !['L3', 'L5', 'L10', 'L13', 'L14'].includes(numberOf(name))

/** The same with nothing left out, and which rows answer in another way. */
const lookAt = async (
  asked: Question,
  rows: readonly string[],
  one: AblationWorld,
  maxStates: number,
  watch: Watch,
): Promise<Looked & { readonly differing: readonly string[] }> => {
  const others = new Map(rows.map((row) => [row, protocolOf({ ...asked, without: [row] })]))
  const { protocol, differing } = comparing(protocolOf(asked), others)
  const looked = await look(asked, one, maxStates, watch, protocol)
  return { ...looked, differing: rows.filter((row) => differing.has(row)) }
}

/** A property that breaks later, or not at all, where nothing is left out. */
const note = ({ cells }: Found, whole: Looked, left: Looked, { name }: AblationWorld): void => {
  for (const [property, steps] of left.soonest) {
    const isKnown = whole.isComplete || steps <= whole.depth
    if (!isKnown || (whole.soonest.get(property) ?? Infinity) <= steps) continue
    const known = cells.get(property)
    if (known === undefined || steps < known.steps) cells.set(property, { property, steps, world: name })
  }
}
