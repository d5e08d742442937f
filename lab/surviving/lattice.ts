/** The lattice of fault budgets: how often each kind of fault may happen, ordered by what may happen at most. */

/** A budget for each kind, in the order of the kinds. */
export type Budgets = readonly number[]

/** What a search within budgets says about one harm. */
export type Said<H extends string> =
  /** These harms come about, by a shortest schedule; `others` says what is known about those that were asked with them. */
  | { readonly kind: 'breaks'; readonly harms: readonly H[]; readonly others: 'open' | 'survive' | 'unknown' }
  /** None of the harms comes about. */
  | { readonly kind: 'survives' }
  /** The search was stopped. */
  | { readonly kind: 'unknown' }

/** The answers for one harm. A set that is not listed, and allows no more than a listed one does, is safe. */
export interface Answer {
  /** It breaks, and every set with one fault less was searched to its end. */
  readonly minimal: readonly Budgets[]
  /** It breaks, and it is unknown whether a smaller set does. */
  readonly breaking: readonly Budgets[]
  /** The search of it was stopped, and no larger set was searched to its end. */
  readonly unknown: readonly Budgets[]
}

/** Every budget allows at most as much as the other's. */
export const isWithin = (one: Budgets, other: Budgets): boolean => one.every((most, at) => most <= (other[at] ?? 0))

/** The sets with one fault less. */
export const below = (set: Budgets): readonly Budgets[] =>
  set.flatMap((most, at) => (most === 0 ? [] : [set.map((other, place) => (place === at ? other - 1 : other))]))

/** All sets of so many faults, each kind at most so often, in the order of the kinds. */
export const setsOf = (most: Budgets, faults: number): readonly Budgets[] => {
  const [first, ...rest] = most
  if (first === undefined) return faults === 0 ? [[]] : []
  return Array.from({ length: Math.min(first, faults) + 1 }, (_, less) => Math.min(first, faults) - less).flatMap(
    (count) => setsOf(rest, faults - count).map((others) => [count, ...others]),
  )
}

/** How far the search goes, and whether it is to stop. */
export interface Reach {
  readonly most: Budgets
  /** The most faults in a set. */
  readonly faults: number
  isStopped(): boolean
}

/**
 * Searches the lattice from the empty set upwards. What breaks a harm is not searched for it again with more faults, and a
 * set that survives says that all smaller ones do. One search asks about all harms that are open for a set.
 */
export const searchLattice = async <H extends string>(
  all: readonly H[],
  { most, faults, isStopped }: Reach,
  ask: (set: Budgets, open: readonly H[]) => Promise<Said<H>>,
): Promise<ReadonlyMap<H, Answer>> => {
  let found: ReadonlyMap<H, Answer> = new Map(all.map((harm) => [harm, { minimal: [], breaking: [], unknown: [] }]))
  for (let size = 0; size <= faults; size++) {
    for (const set of setsOf(most, size)) {
      let open = all.filter((harm) => !breaksBelow(found.get(harm), set))
      while (open.length > 0) {
        const said: Said<H> = isStopped() ? { kind: 'unknown' } : await ask(set, open)
        const kinds = new Map(open.map((harm) => [harm, kindFor(said, harm)]))
        found = new Map(
          [...found].map(([harm, answer]) => {
            const kind = kinds.get(harm)
            return [harm, kind === undefined ? answer : taken(answer, set, kind)]
          }),
        )
        open = open.filter((harm) => kinds.get(harm) === undefined)
      }
    }
  }
  return found
}

/** What was said about one harm. Undefined: nothing, so it has to be asked again. */
const kindFor = <H extends string>(said: Said<H>, harm: H): Said<never>['kind'] | undefined => {
  if (said.kind !== 'breaks' || said.harms.includes(harm)) return said.kind
  return { open: undefined, survive: 'survives' as const, unknown: 'unknown' as const }[said.others]
}

const breaksBelow = (answer: Answer | undefined, set: Budgets): boolean =>
  [...(answer?.minimal ?? []), ...(answer?.breaking ?? [])].some((smaller) => isWithin(smaller, set))

/** The answer, with what one more search says. */
const taken = (answer: Answer, set: Budgets, kind: Said<never>['kind']): Answer => {
  const { minimal, breaking, unknown } = answer
  if (kind === 'unknown') return { ...answer, unknown: [...unknown, set] }
  if (kind === 'survives') return { ...answer, unknown: unknown.filter((one) => !isWithin(one, set)) }
  return unknown.some((one) => isWithin(one, set))
    ? { ...answer, breaking: [...breaking, set] }
    : { ...answer, minimal: [...minimal, set] }
}
