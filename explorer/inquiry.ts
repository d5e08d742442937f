import type { Machine, Property } from '../contract/machine'
import { judge } from './judge'
import { laws, type Law } from './laws'
import { rng } from './rng'

/**
 * A search of a machine that breaks a law gives an answer that is not true. A machine that is tested (the specimens, for
 * instance) obeys the laws. Any other machine is asked: in the states near the initial one before the search begins,
 * and in states of random walks while the search goes on. The walks do not depend on the search, so they reach states
 * as the rules made them, before anything is packed.
 */
export interface Inquiry {
  /** Asks in the first states, breadth first. The broken law as a sentence, or undefined. */
  begin(): string | undefined
  /** Asks in the next state of a random walk. */
  goOn(): string | undefined
}

/** At most so many first states are asked, and so many actions are tried in them. A test needs as few as three. */
const FIRST_STATES = 200
const FIRST_ATTEMPTS = 2000

/** The length of a random walk. */
const STEPS = 64

/** The seed determines the random walks. */
export const inquiry = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[], seed: string): Inquiry => {
  const ask = asking(machine, properties)
  const onwards = goingOn(machine, properties)
  const chance = rng(seed)
  const start: Reached<S, A> = { state: machine.initial, path: [] }
  const at = { walk: start }
  return {
    begin() {
      const most = Math.max(3, Math.min(FIRST_STATES, Math.floor(FIRST_ATTEMPTS / (machine.actions.all.length + 1))))
      for (const reached of firstStates(start, onwards, most)) {
        const broken = ask(reached)
        if (broken !== undefined) return broken
      }
      return undefined
    },
    goOn() {
      const next = at.walk.path.length < STEPS ? onwards(at.walk) : []
      at.walk = next[chance.below(Math.max(1, next.length))] ?? start
      return ask(at.walk)
    },
  }
}

/** A state, and the steps to it. */
interface Reached<S, A> {
  readonly state: S
  readonly path: readonly A[]
}

type Onwards<S, A> = (from: Reached<S, A>) => readonly Reached<S, A>[]

/** The steps out of a state, without those that break a property: a search ends there, and never sees what follows. */
const goingOn = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[]): Onwards<S, A> => {
  const { breaks } = judge(properties)
  return (from) =>
    successorsOf(machine, from).filter(({ state, path }) => !breaks(from.state, path.at(-1) as A, state, true))
}

/** The first states of a breadth-first search, each once, as the rules made them. */
function* firstStates<S, A>(
  start: Reached<S, A>,
  onwards: Onwards<S, A>,
  most: number,
): Generator<Reached<S, A>, void> {
  const found = [start]
  const known = new Set([JSON.stringify(start.state)])
  for (let index = 0; index < found.length; index++) {
    const from = found[index] as Reached<S, A>
    yield from
    if (found.length >= most) continue
    for (const next of onwards(from)) {
      const key = JSON.stringify(next.state)
      if (known.has(key) || found.length >= most) continue
      known.add(key)
      found.push(next)
    }
  }
}

const successorsOf = <S, A>(machine: Machine<S, A>, { state, path }: Reached<S, A>): readonly Reached<S, A>[] => {
  const found: Reached<S, A>[] = []
  machine.successors(state, (action, next) => found.push({ state: next, path: [...path, action] }))
  return found
}

/**
 * Asks all laws in one state, and first whether it and the states after it survive packing: that is what goes wrong
 * most often, and what many other laws trip over.
 */
const asking = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
): ((reached: Reached<S, A>) => string | undefined) => {
  const known = laws(machine, 'few')
  const packing = known.filter(({ claim }) => claim === PACKING)
  const others = [
    { claim: 'a property depends only on its arguments', fault: (state: S) => moodIn(machine, properties, state) },
    ...known.filter(({ claim }) => claim !== PACKING),
  ]
  return (reached) => {
    const own = brokenLaw(machine, [visiting(machine), ...packing], reached)
    if (own !== undefined) return own
    for (const next of successorsOf(machine, reached)) {
      const broken = brokenLaw(machine, packing, next)
      if (broken !== undefined) return broken
    }
    return brokenLaw(machine, others, reached)
  }
}

const PACKING = 'a state survives packing and unpacking'

/** Rules that throw break this one. */
const visiting = <S, A>(machine: Machine<S, A>): Law<S> => ({
  claim: 'a rule returns a state or a refusal',
  fault(state) {
    successorsOf(machine, { state, path: [] })
    return undefined
  },
})

const brokenLaw = <S, A>(
  machine: Machine<S, A>,
  all: readonly Law<S>[],
  { state, path }: Reached<S, A>,
): string | undefined => {
  for (const { claim, fault } of all) {
    const found = faultIn(fault, state)
    if (found !== undefined) return `${found}, ${whereText(machine, path)} (law: ${claim})`
  }
  return undefined
}

/** A machine that throws breaks the law that was asked. */
const faultIn = <S>(fault: Law<S>['fault'], state: S): string | undefined => {
  try {
    return fault(state)
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
  }
}

const whereText = <S, A>({ actions }: Machine<S, A>, path: readonly A[]): string => {
  if (path.length === 0) return 'in the initial state'
  const last = path.slice(-MOST_STEPS).map((action) => `'${actions.print(action)}'`)
  return `after ${path.length > MOST_STEPS ? `${path.length} steps, the last of them ` : ''}${last.join(', ')}`
}

const MOST_STEPS = 4

/** A property that answers in another way when it is asked again. */
const moodIn = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[], state: S): string | undefined => {
  const { initially, breaches } = judge(properties)
  const asked = (): readonly string[] => {
    const said = [JSON.stringify(initially(state))]
    machine.successors(state, (action, next) => said.push(JSON.stringify(breaches(state, action, next))))
    return said
  }
  const [once, again] = [asked(), asked()]
  const other = once.find((answer, index) => answer !== again[index])
  return other && `two answers of the properties about one state differ: ${other}`
}
