import { markdown } from '../reports/table'
import type { Figures } from './job'

export interface Done {
  readonly section: string
  readonly name: string
  readonly figures: Figures | undefined
}

const WORDS: Readonly<Record<string, string>> = {
  hunts:
    'Random walks in the message grain search for the historic bugs of Kafka: from 20 seeds, at most four million steps.',
  shrinking:
    'The failures of such walks after shrinking, compared with the shortest schedule that an exhaustive search finds.',
  walks: 'Random walks of the baseline with all properties. None of them may break a property.',
  searches: 'Exhaustive searches of the baseline within larger bounds.',
  symmetry: 'KIP-320 of kafka-specification, three replicas: its states, and its states up to renaming of replicas.',
  KRaft:
    'Kafka 4.3 with the repairs of docs/findings, between two brokers, message by message: 2 records, 4 leader epochs, one fault of each kind.',
  'KRaft walks':
    'Random walks of the same among three brokers, with up to 18 faults of nine kinds, and those that are named.',
  'KRaft, three brokers':
    'The same among three brokers, a fetch in one step: the searches of [three-brokers.md](findings/three-brokers.md), compared with its figures.',
  'KRaft, three brokers: walks': 'Random walks of the larger worlds of that page.',
  mutants: 'Small mistakes in the model, one at a time: [mutants.md](mutants.md) lists what noticed each.',
  'longest tests': 'The tests that are too long for every change: `x.night.test.ts`.',
  'Kafka itself':
    'Kafka beside the model, at full size: 2,000 walks, every disaster as processes, and mutants of the model.',
  'other versions of Node': 'The tests of every change, on other versions of Node.',
}

/** docs/nightly.md: the results of the last nightly run, with its commit. */
export const page = (commit: string, node: string, done: readonly Done[]): string => {
  const sections = [...new Set(done.map(({ section }) => section))]
  const isBegun = (section: string): boolean => done.some((one) => one.section === section && one.figures !== undefined)
  return [
    '# The last nightly run',
    '',
    `Written by \`npm run nightly\` at commit ${commit}, on Node ${node}.`,
    ...openText(
      done,
      sections.filter((section) => !isBegun(section)),
    ),
    ...sections
      .filter(isBegun)
      .flatMap((section) => [
        '',
        `## ${section.charAt(0).toUpperCase()}${section.slice(1)}`,
        '',
        WORDS[section] ?? '',
        '',
        markdown(tableOf(done.filter((one) => one.section === section))),
      ]),
    '',
  ].join('\n')
}

/** What is not done. A section of which nothing is done has no table. */
const openText = (done: readonly Done[], sections: readonly string[]): readonly string[] => {
  const open = done.filter(({ figures }) => figures === undefined).length
  if (open === 0) return []
  const left = sections.map((section) => `${section} (${done.filter((one) => one.section === section).length})`)
  return [
    '',
    `${open} of ${done.length} jobs are not done: the same command continues.${left.length === 0 ? '' : ` Nothing is done of: ${left.join('; ')}.`}`,
  ]
}

const tableOf = (done: readonly Done[]): readonly (readonly string[])[] => {
  const columns = [...new Set(done.flatMap(({ figures }) => Object.keys(figures ?? {})))]
  const rows = done.map(({ name, figures }) => [
    name,
    ...(figures === undefined ? ['not done'] : columns.map((column) => figures[column] ?? '')),
  ])
  return [['', ...columns], ...rows]
}
