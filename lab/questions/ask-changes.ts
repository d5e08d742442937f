/** The configurations that a topic may get at run time: --change, in words and as they are. */
import type { Settings } from '../../model/bounds'
import type { StorageBounds, TopicConfig } from '../../model/storage/storage-bounds'
import { badInput, expected } from './bad-input'
import { topicSettings } from './topic-settings'

/** Between the settings of one change, and between changes. cleanup.policy=compact,delete is one setting. */
const BETWEEN_SETTINGS = /,(?=[^,=]*=)/
const BETWEEN_CHANGES = '+'

/** The configurations of a topic: the first, and for each change what it makes of the first. */
export const readChanges = (
  words: string | undefined,
  first: TopicConfig,
): readonly [TopicConfig, ...TopicConfig[]] => {
  const changes = words === undefined || words === '' ? [] : words.split(BETWEEN_CHANGES)
  const changed = changes.map((word) => {
    const config = readChange(word, first)
    if (sayChange(first, config) !== '') return config
    throw badInput(`--change ${word} changes nothing: the topic has that from the beginning`)
  })
  return [first, ...distinct(first, changed)]
}

const readChange = (word: string, first: TopicConfig): TopicConfig => {
  const names = new Set<string>()
  return word.split(BETWEEN_SETTINGS).reduce((config, text) => {
    const [name = '', ...rest] = text.trim().split('=')
    if (rest.length === 0)
      throw badInput(`--change is '${word}': expected name=value, such as retention.ms=0; several with commas between`)
    const setting = topicSettings.find((known) => known.name === name.trim())
    const known = topicSettings.map((one) => one.name)
    if (setting === undefined) throw badInput(`--change names '${name}'${expected(name, known)}`)
    if (names.has(setting.name)) throw badInput(`--change names ${setting.name} twice: expected each setting once`)
    names.add(setting.name)
    const value = rest.join('=').trim()
    const changed = setting.set(config, value)
    if (changed === undefined) throw badInput(`--change ${setting.name} is '${value}': expected ${setting.takes}`)
    return changed
  }, first)
}

/** What differs from the first configuration: 'min.insync.replicas=1,retention.ms=0'. Empty: nothing. */
const sayChange = (first: TopicConfig, other: TopicConfig): string =>
  topicSettings
    .filter(({ say }) => say(first) !== say(other))
    .map(({ name, say }) => `${name}=${say(other)}`)
    .join()

/** What each configuration differs in from the first, without the first. */
export const changesOf = ([first, ...others]: readonly TopicConfig[]): readonly string[] =>
  first === undefined ? [] : others.map((other) => sayChange(first, other))

/** The word of a question. */
export const sayChanges = (configs: readonly TopicConfig[]): string => changesOf(configs).join(BETWEEN_CHANGES)

/** Configurations in the order of their words, each once, and none that is as the first. */
const distinct = (first: TopicConfig, others: readonly TopicConfig[]): readonly TopicConfig[] => {
  const byWord = new Map(others.map((other) => [sayChange(first, other), other]))
  byWord.delete('')
  return [...byWord.values()]
}

/** The same storage where the topic begins with other settings. What a change says stays as it is said. */
export const withFirst = (storage: StorageBounds, settings: Partial<Settings>): StorageBounds => {
  const [was, ...others] = storage.configs
  if (was === undefined) return storage
  const first: TopicConfig = {
    ...was,
    minIsr: settings.minIsr ?? was.minIsr,
    uncleanElection: settings.uncleanElection ?? was.uncleanElection,
  }
  const moved = others.map((other): TopicConfig => ({
    ...other,
    minIsr: other.minIsr === was.minIsr ? first.minIsr : other.minIsr,
    uncleanElection: other.uncleanElection === was.uncleanElection ? first.uncleanElection : other.uncleanElection,
  }))
  return { ...storage, configs: [first, ...distinct(first, moved)] }
}
