import { markdown } from '../reports/table'
import type { Figures } from './job'

export interface Done {
  readonly section: string
  readonly name: string
  readonly figures: Figures | undefined
}

const WORDS: Readonly<Record<string, string>> = {
  hunts:
    "Random walks, message by message, look for the bugs of Kafka's history: from 20 seeds, two million steps at most.",
  shrinking: 'What such walks found, shrunk, and compared with the shortest schedule that an exhaustive search finds.',
  walks: 'Random walks of the baseline, all properties on. None of them may break anything.',
  searches: 'Exhaustive searches of the baseline in larger worlds.',
  symmetry: 'KIP-320 of kafka-specification, three replicas: its states, and its states but for the names of replicas.',
  mutants: 'Small mistakes in the model, one at a time: [mutants.md](mutants.md) says what caught each.',
  'other versions of Node': 'All tests, on other versions of Node.',
}

/** docs/nightly.md: what the last night found, at which commit. */
export const page = (commit: string, node: string, done: readonly Done[]): string => {
  const sections = [...new Set(done.map(({ section }) => section))]
  const open = done.filter(({ figures }) => figures === undefined).length
  return [
    '# The last night',
    '',
    `Written by \`npm run nightly\` at commit ${commit}, on Node ${node}.`,
    ...(open === 0 ? [] : ['', `${open} of ${done.length} jobs are not done: the same command goes on.`]),
    ...sections.flatMap((section) => [
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

const tableOf = (done: readonly Done[]): readonly (readonly string[])[] => {
  const columns = [...new Set(done.flatMap(({ figures }) => Object.keys(figures ?? {})))]
  const rows = done.map(({ name, figures }) => [
    name,
    ...(figures === undefined ? ['not done'] : columns.map((column) => figures[column] ?? '')),
  ])
  return [['', ...columns], ...rows]
}
