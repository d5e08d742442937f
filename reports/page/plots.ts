import type { Run } from '../../contract/run'
import type { Entry, SavedRun } from '../saved'
import type { PagePlot } from './data'

/** The plots of a saved run with many answers: which ablation breaks which property, and after how many steps. */
export const plotsOfEntries = (entries: readonly Entry[]): PagePlot[] => {
  const broken = entries.filter(isFailure)
  if (broken.length < 2) return []
  return [heatOf(broken), stepsOf(broken), statesOf(entries)]
}

/** The shortest schedule to break a property, for the latest run of each command. */
export const plotsOfRuns = (runs: readonly Pick<SavedRun, 'command' | 'entries'>[]): PagePlot[] => {
  const looking = runs.filter(({ entries }) => entries.some(isFailure))
  if (looking.length < 2) return []
  const properties = [...new Set(looking.flatMap(({ entries }) => entries.flatMap(({ property }) => property ?? [])))]
  const shortest = (entries: readonly Entry[], property: string): number | null => {
    const lengths = entries.flatMap((entry) => (entry.property === property ? (entry.steps ?? []) : []))
    return lengths.length === 0 ? null : Math.min(...lengths)
  }
  return [
    {
      ...{ kind: 'bars', title: 'Steps to the failure, by how it was found', y: 'broken' },
      about: 'The shortest schedule that breaks this property, for the latest run of each command.',
      series: looking.map(({ command }) => command),
      bars: properties
        .sort((one, other) => orderOf(one) - orderOf(other))
        .map((label) => ({ label, values: looking.map(({ entries }) => shortest(entries, label)) })),
    },
  ]
}

const isFailure = ({ property, steps }: Entry): boolean => property !== undefined && steps !== undefined

const heatOf = (broken: readonly Entry[]): PagePlot => {
  const numbers = [...new Set(broken.map(numberOf))].sort((one, other) => orderOf(one) - orderOf(other))
  return {
    ...{
      kind: 'heat',
      title: 'What breaks without an amendment or decision',
      columns: numbers,
      of: 'steps to the failure',
    },
    about: `One row per question, one column per property; the number is the length of the shortest failure. ${namesOf(broken)}`,
    rows: broken.map((entry) => ({
      label: labelOf(entry),
      cells: numbers.map((number) => (numberOf(entry) === number ? (entry.steps ?? null) : null)),
    })),
  }
}

/** 'ablate kip-101' as 'kip-101'. */
const labelOf = ({ id }: Entry): string => id.replace(/^(ablate|ladder) /, '')

const namesOf = (broken: readonly Entry[]): string =>
  [...new Set(broken.map(({ property = '' }) => property))]
    .sort((one, other) => orderOf(one) - orderOf(other))
    .join(', ')

/** 'S14 ISR complete' as 'S14'. */
const numberOf = ({ property = '' }: Entry): string => property.split(' ')[0] ?? property

const orderOf = (number: string): number => Number(/\d+/.exec(number)?.[0] ?? 1e6) + (/^\w+'/.test(number) ? 0.5 : 0)

const stepsOf = (broken: readonly Entry[]): PagePlot => ({
  ...{ kind: 'bars', title: 'Steps to the failure', y: 'question', series: ['steps'] },
  bars: [...broken]
    .sort((one, other) => (one.steps ?? 0) - (other.steps ?? 0))
    .map((entry) => ({ label: labelOf(entry), values: [entry.steps ?? null] })),
})

const statesOf = (entries: readonly Entry[]): PagePlot => ({
  ...{ kind: 'bars', title: 'States until the answer', y: 'question', series: ['different states'] },
  bars: entries.flatMap((entry) =>
    entry.distinct === undefined ? [] : [{ label: labelOf(entry), values: [entry.distinct] }],
  ),
})

/** Samples of a running search: seconds, and the number of known states. */
export interface Sample {
  readonly seconds: number
  readonly states: number
}

/** The plots of one search, or of many walks: the progress, and when facts were reached. */
export const plotsOfRun = (
  { facts, levels = [] }: Pick<Run, 'facts'> & Partial<Pick<Run, 'levels'>>,
  samples: readonly Sample[] = [],
): PagePlot[] => [
  ...(levels.length < 2 ? [] : [statesPerDepth(levels)]),
  ...(samples.length < 2 ? [] : [rateOverTime(samples)]),
  ...(facts.some(({ depth }) => depth !== undefined) ? [discovery(facts)] : []),
]

const statesPerDepth = (levels: readonly number[]): PagePlot => ({
  ...{ kind: 'lines', title: 'States per depth', x: 'steps from the initial state', y: 'states' },
  series: [{ name: 'distinct states at this distance', points: levels.map((states, depth) => [depth, states]) }],
})

const rateOverTime = (samples: readonly Sample[]): PagePlot => ({
  ...{ kind: 'lines', title: 'Rate over time', x: 'seconds', y: 'new states per second' },
  series: [
    {
      name: 'new states per second',
      points: samples.slice(1).flatMap(({ seconds, states }, index): [number, number][] => {
        const before = samples[index]
        const time = seconds - (before?.seconds ?? 0)
        return time > 0 ? [[seconds, Math.round((states - (before?.states ?? 0)) / time)]] : []
      }),
    },
  ],
})

/** The number of facts that were reached, by number of steps. */
const discovery = (facts: Run['facts']): PagePlot => {
  const depths = facts.flatMap(({ depth }) => depth ?? []).sort((one, other) => one - other)
  const names = facts.flatMap(({ name, depth }) => (depth === undefined ? [name] : []))
  return {
    ...{ kind: 'lines', title: 'Reachable facts', x: 'steps from the initial state', y: 'facts reached' },
    about: `${depths.length} of ${facts.length} reached${names.length === 0 ? '' : `; never: ${names.join(', ')}`}`,
    series: [
      {
        name: 'facts reached',
        points: [[0, 0], ...depths.map((depth, index): [number, number] => [depth, index + 1])],
      },
    ],
  }
}
