/** What may stand at the end of a line: commands, flags, topics, brokers, paths. */
import { commandNames } from './command-names'
import { nameOf, type Deployment } from './deployment'
import { entryAt } from './disk'
import { flagsOf, type Flag } from './flags'
import { since } from './release'
import type { Session } from './session'
import { topicSettings } from './settings'
import { tools } from './tools'
import { ownWords } from './words'

/**
 * The words with which the last word of a line may be completed, in order. Empty: there is nothing to offer. A line that ends
 * with a blank asks for the next word.
 */
export const completions = (session: Session, partial: string): readonly string[] => {
  if (session.producing !== undefined) return []
  const words = partial.trimStart().split(/\s+/)
  const last = words.at(-1) ?? ''
  return [...new Set(offered(session, words))].filter((word) => word.startsWith(last) && word !== last)
}

const offered = (session: Session, words: readonly string[]): readonly string[] => {
  const { deployment } = session
  const [command = ''] = words
  if (words.length < 2) return commandNames.filter((name) => isThere(deployment, name))
  const name = command.replace(/\.sh$/, '')
  const word = ownWords.find((one) => one.name === name)
  if (word !== undefined) {
    if (word.takes === 'broker' || word.takes === 'brokers') return brokersOf(deployment)
    return word.takes === 'path' ? pathsFor(session, words.at(-1) ?? '') : []
  }
  const tool = tools.find((one) => one.name === name)
  if (tool === undefined) return []
  const flags = flagsOf(deployment.kafka, tool.flags)
  const before = words.at(-2)?.replace(/^--?/, '')
  const flag =
    words.length > 2 && words.at(-2)?.startsWith('-') === true ? flags.find((one) => one.name === before) : undefined
  return flag?.arg === undefined ? unused(flags, words) : argumentsOf(deployment, flag)
}

/** The command is one of this release. */
const isThere = ({ kafka }: Deployment, command: string): boolean =>
  since(kafka, tools.find(({ name }) => name === command)?.since ?? '0')

const unused = (flags: readonly Flag[], words: readonly string[]): readonly string[] =>
  flags.filter(({ name, repeats }) => repeats === true || !words.includes(`--${name}`)).map(({ name }) => `--${name}`)

const brokersOf = ({ hosts }: Deployment): readonly string[] => hosts.map(nameOf)

const argumentsOf = (deployment: Deployment, { name }: Flag): readonly string[] => {
  if (name === 'topic') return deployment.topics.map((topic) => topic.name).sort()
  if (name === 'bootstrap-server' || name === 'broker-list')
    return brokersOf(deployment).map((broker) => `${broker}:9091`)
  if (name === 'zookeeper') return ['zk1:2181']
  if (name === 'config' || name === 'add-config')
    return topicSettings(deployment.kafka).map((setting) => `${setting.name}=`)
  if (name === 'delete-config') return topicSettings(deployment.kafka).map((setting) => setting.name)
  if (name === 'request-required-acks') return ['0', '1', 'all']
  if (name === 'property') return propertiesOf(deployment)
  return []
}

const propertiesOf = ({ kafka }: Deployment): readonly string[] => [
  ...['parse.key=true', 'key.separator=', 'print.key=true', 'print.timestamp=true'],
  ...(since(kafka, '2.5.0') ? ['print.partition=true'] : []),
]

/** Names in the directory that a word begins with. */
const pathsFor = ({ deployment, place }: Session, word: string): readonly string[] => {
  const host = deployment.hosts.find(({ id }) => id === place.host)
  const at = word.lastIndexOf('/')
  const above = word.slice(0, at + 1)
  const directory = above.startsWith('/') ? above : `${place.directory}/${above}`
  const entry = host === undefined || directory.includes('..') ? undefined : entryAt(deployment, host, directory)
  return entry?.kind === 'directory' ? entry.names.map((name) => above + name) : []
}
