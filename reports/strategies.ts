/** Which way of walking found which bug, and how sure that is. */
import { markdown } from './table'

/** Walks from one seed, until they found a bug, or had taken the most steps. */
export interface Hunted {
  readonly bug: string
  readonly strategy: string
  readonly seed: number
  readonly steps: number
  readonly isFound: boolean
}

/** The hunts for one bug by one strategy. */
export interface Sample {
  /** Sorted; a hunt that found nothing is Infinity. */
  readonly steps: readonly number[]
  readonly found: number
  /** The steps of all hunts, also of those that found nothing. */
  readonly total: number
}

export const sampleOf = (hunts: readonly Hunted[]): Sample => ({
  steps: hunts.map(({ steps, isFound }) => (isFound ? steps : Infinity)).sort((one, other) => one - other),
  found: hunts.filter(({ isFound }) => isFound).length,
  total: hunts.reduce((all, { steps }) => all + steps, 0),
})

/** The median, and an interval that contains the true one with a confidence of 95 % or more, whatever the distribution. */
export const medianOf = ({
  steps,
}: Pick<Sample, 'steps'>): { readonly median: number; readonly from: number; readonly to: number } => {
  const count = steps.length
  const below = rankBelow(count)
  return {
    median: steps[(count - 1) >> 1] ?? Infinity,
    from: below === 0 ? 0 : (steps[below - 1] ?? 0),
    to: below === 0 ? Infinity : (steps[count - below] ?? Infinity),
  }
}

/** The largest number k for which at most 2.5 % of all samples have fewer than k values below the median. */
const rankBelow = (count: number): number => {
  let sum = 0
  let term = 0.5 ** count
  for (let rank = 0; rank <= count; rank++) {
    sum += term
    if (sum > TAIL) return rank
    term *= (count - rank) / (rank + 1)
  }
  return 0
}

const TAIL = 0.025
const Z = 1.96

/** The interval of Wilson for a share: `some` of `all`. */
export const shareOf = (some: number, all: number): { readonly from: number; readonly to: number } => {
  const share = some / all
  const middle = share + Z ** 2 / (2 * all)
  const half = Z * Math.sqrt((share * (1 - share)) / all + Z ** 2 / (4 * all ** 2))
  const scale = 1 + Z ** 2 / all
  return { from: Math.max(0, (middle - half) / scale), to: Math.min(1, (middle + half) / scale) }
}

/**
 * How many times as many steps one strategy needs for a find as another, over all bugs: the geometric mean of the ratios, with
 * an interval of 95 %. The steps until a find are taken as exponentially distributed, so that hunts which found nothing count
 * with the steps that they took. Half a find is added to each, so that a strategy that never found a bug has a ratio.
 */
export const timesAsMany = (
  pairs: readonly (readonly [Sample, Sample])[],
): { readonly times: number; readonly from: number; readonly to: number } => {
  const logs = pairs.map(
    ([one, other]) => Math.log(one.total / (one.found + 0.5)) - Math.log(other.total / (other.found + 0.5)),
  )
  const spread = pairs.reduce((sum, [one, other]) => sum + 1 / (one.found + 0.5) + 1 / (other.found + 0.5), 0)
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const half = (Z * Math.sqrt(spread)) / logs.length
  return { times: Math.exp(mean), from: Math.exp(mean - half), to: Math.exp(mean + half) }
}

/** The seeds from which every strategy has hunted every bug, and their hunts. */
export const wholeSeeds = (hunts: readonly Hunted[]): readonly Hunted[] => {
  const [bugs, strategies] = [distinct(hunts, 'bug'), distinct(hunts, 'strategy')]
  const done = (seed: number): number => hunts.filter((hunt) => hunt.seed === seed).length
  const whole = new Set(
    [...new Set(hunts.map(({ seed }) => seed))].filter((seed) => done(seed) === bugs.length * strategies.length),
  )
  return hunts.filter(({ seed }) => whole.has(seed))
}

const distinct = (hunts: readonly Hunted[], name: 'bug' | 'strategy'): readonly string[] => [
  ...new Set(hunts.map((hunt) => hunt[name])),
]

/** 12k, or >100k where more than half found nothing. */
const steps = (value: number, most: number): string => (value === Infinity ? `>${short(most)}` : short(value))

const short = (value: number): string =>
  value < 1000 ? String(value) : `${(value / 1000).toFixed(value < 10_000 ? 1 : 0)}k`

const samplesFor =
  (hunts: readonly Hunted[]) =>
  (bug: string, strategy: string): Sample =>
    sampleOf(hunts.filter((hunt) => hunt.bug === bug && hunt.strategy === strategy))

/** Each bug, and the median of each strategy with its interval, and how many seeds missed the bug. */
export const bugRows = (hunts: readonly Hunted[], most: number): readonly (readonly string[])[] => {
  const [strategies, sample] = [distinct(hunts, 'strategy'), samplesFor(hunts)]
  const cell = (bug: string, strategy: string): string => {
    const one = sample(bug, strategy)
    const { median, from, to } = medianOf(one)
    const missed = one.steps.length - one.found
    return `${steps(median, most)} (${steps(from, most)} to ${steps(to, most)})${missed === 0 ? '' : `, ${missed} missed`}`
  }
  return [
    ['bug', ...strategies],
    ...distinct(hunts, 'bug').map((bug) => [bug, ...strategies.map((strategy) => cell(bug, strategy))]),
  ]
}

/** Each strategy over all bugs, compared with one of them. */
export const strategyRows = (hunts: readonly Hunted[], usual: string): readonly (readonly string[])[] => {
  const [bugs, sample] = [distinct(hunts, 'bug'), samplesFor(hunts)]
  return [
    ['strategy', 'found', 'missed, % (95 %)', `steps for a find, by those of \`${usual}\` (95 %)`],
    ...distinct(hunts, 'strategy').map((strategy) => {
      const samples = bugs.map((bug) => sample(bug, strategy))
      const found = samples.reduce((sum, one) => sum + one.found, 0)
      const all = samples.reduce((sum, one) => sum + one.steps.length, 0)
      const missed = shareOf(all - found, all)
      const { times, from, to } = timesAsMany(bugs.map((bug) => [sample(bug, strategy), sample(bug, usual)]))
      const percent = (share: number): string => (100 * share).toFixed(0)
      return [
        strategy,
        `${found} of ${all}`,
        `${percent((all - found) / all)} (${percent(missed.from)} to ${percent(missed.to)})`,
        strategy === usual ? '1' : `${times.toFixed(2)} (${from.toFixed(2)} to ${to.toFixed(2)})`,
      ]
    }),
  ]
}

/** Both tables as Markdown. */
export const strategyTables = (hunts: readonly Hunted[], most: number, usual: string): string =>
  [markdown(strategyRows(hunts, usual)), '', markdown(bugRows(hunts, most))].join('\n')
