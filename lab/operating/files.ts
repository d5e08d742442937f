/** Files that an operator writes for a tool: `echo '{...}' > plan.json`. */
import { nearest } from '../../kit/nearest'
import type { Session, TextFile } from './session'
import { stop, thrown } from './stop'

/** The text of a file of the operator. */
export const textOfFile = ({ files }: Session, name: string): string => {
  const file = files.find((one) => one.name === name)
  if (file !== undefined) return file.text
  const close = nearest(
    name,
    files.map((one) => one.name),
  )
  throw thrown(
    'java.io.IOException',
    `Unable to read file ${name}`,
    close === undefined ? `write it first: echo '{...}' > ${name}` : `did you mean ${close}?`,
  )
}

/** The session with a file that has this text. */
export const withFile = (session: Session, file: TextFile): Session => ({
  ...session,
  files: [...session.files.filter(({ name }) => name !== file.name), file],
})

/** A partition as the files of tools name it, with what else they say of it. */
export interface Named {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly replicas: readonly number[]
}

/** The list `partitions` of a file in JSON. What is left out is blank. */
export const partitionsIn = (name: string, text: string): readonly Named[] => {
  const list = recordOf(jsonOf(name, text))?.['partitions']
  if (!Array.isArray(list)) throw stop(`${name} is missing the "partitions" field`)
  return list.map((one: unknown): Named => {
    const { topic, partition, offset, replicas } = recordOf(one) ?? {}
    if (typeof topic !== 'string' || typeof partition !== 'number')
      throw stop(`${name}: expected {"topic": "t", "partition": 0} in the list "partitions"`)
    return {
      topic,
      partition,
      offset: typeof offset === 'number' ? offset : -1,
      replicas: Array.isArray(replicas) ? replicas.filter((id): id is number => typeof id === 'number') : [],
    }
  })
}

/** The names in the list `topics` of a file in JSON. */
export const topicsIn = (name: string, text: string): readonly string[] => {
  const list = recordOf(jsonOf(name, text))?.['topics']
  if (!Array.isArray(list)) throw stop(`${name} is missing the "topics" field`)
  return list.flatMap((one: unknown) => {
    const topic = recordOf(one)?.['topic']
    return typeof topic === 'string' ? [topic] : []
  })
}

const jsonOf = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw stop(`${name} is no JSON: ${text.slice(0, 60)}`)
  }
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
