import { tools } from './tools'
import { ownWords } from './words'

/** The commands, of Kafka and of tidemark, as they are typed. */
export const commandNames: readonly string[] = [
  ...tools.map(({ name }) => name),
  ...ownWords.map(({ name }) => name),
  'undo',
  'help',
]
