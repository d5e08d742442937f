/** The words of the prompt itself: they are about the talk, and are no part of the story that is saved. */
import { answers, nameOf } from '../operating/deployment'
import { helpLines } from '../operating/help'
import { since } from '../operating/release'
import { hinted } from '../operating/reply'
import type { Session } from '../operating/session'
import { tools } from '../operating/tools'
import { typed } from '../operating/typed'

export type Asked =
  | { readonly kind: 'save'; readonly path: string; readonly isForced: boolean }
  | { readonly kind: 'leave' }

/** Words that end the talk, and the names that are offered for completion. */
export const OWN: Readonly<Record<'leave' | 'names', readonly string[]>> = {
  leave: ['exit', 'quit', 'logout'],
  names: ['save', 'describe', 'exit'],
}

interface Told {
  readonly output: readonly string[]
  readonly error?: string
  readonly asked?: Asked
}

/** `save [--force] story.md` */
export const saving = (words: readonly string[]): Told => {
  const [path, ...more] = words.filter((word) => word !== '--force')
  if (path === undefined || more.length > 0) return refused('save: expected one file', 'save story.md')
  if (path.startsWith('-')) return refused(`save: ${path} is not a recognized option`, 'save --force story.md')
  if (!path.endsWith('.md')) return refused(`save: '${path}' is no story: expected a name that ends with .md`)
  return { output: [], asked: { kind: 'save', path, isForced: words.includes('--force') } }
}

const refused = (error: string, form?: string): Told => ({
  output: [error, ...(form === undefined ? [] : [hinted(form)])],
  error,
})

/** How a tool of this release is told of the cluster: a broker that answers, or ZooKeeper. */
export const serverIn = ({ deployment: { kafka, hosts } }: Session): string =>
  since(kafka, '2.2.0') ? `--bootstrap-server ${nameOf(hosts.find(answers) ?? { id: 1 })}:9091` : '--zookeeper zk1:2181'

/** `describe [TOPIC]`, as Kafka's command of this release. */
export const described = (session: Session, [topic]: readonly string[]): string =>
  `kafka-topics ${serverIn(session)} --describe${topic === undefined ? '' : ` --topic ${topic}`}`

/** `help`, and `help COMMAND`. */
export const helped = (session: Session, [name]: readonly string[]): Told => {
  if (name === undefined) return { output: [...helpLines(), ...PROMPT_HELP] }
  const tool = tools.find((one) => one.name === name.replace(/\.sh$/, ''))
  if (tool !== undefined) return { output: typed(session, `${tool.name} --help`).output }
  const lines = [...helpLines(), ...PROMPT_HELP].filter((line) => line.startsWith(`  ${name} `))
  return lines.length > 0 ? { output: lines } : refused(`help: there is no command '${name}'`, 'help')
}

const PROMPT_HELP = [
  'This prompt:',
  '  describe [TOPIC]         kafka-topics --describe, with a server that answers',
  '  save [--force] FILE.md   write this session as a story, which tidemark tell plays',
  '  exit                     the end; so is Ctrl-D',
  '  Tab completes, up and down go through what was typed. Ctrl-C gives up a line, and ends where it is empty.',
  '  While a console producer shows >, each line is a record, until Ctrl-D.',
  '  undo also takes the line out of the story. A line that ends with \\ goes on in the next one.',
]
