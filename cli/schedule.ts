import { actionsWithin } from '../model/actions'
import { checksum } from '../kit/checksum'
import { troubleIn } from '../explorer/node/saving/keeper'
import { fingerprint } from '../explorer/fingerprint'
import type { Rerun } from '../contract/run'
import { readQuestion, type Said } from '../lab/questions/ask'
import { badInput } from '../lab/questions/bad-input'
import { parseStory, type Story } from '../lab/telling/story/parse'
import { scheduleOf } from '../lab/telling/story/schedule'
import { readToken, type Told } from '../lab/questions/token'
import type { Io } from './io'
import type { Typed } from './options'

/** A schedule, and the story that contains it, if there is one. */
export interface Given extends Told {
  readonly story?: Story
}

/** A token, or the path of a story. */
export const scheduleFrom = (given: string, { files }: Pick<Io, 'files'>): Given => {
  if (/^tm\d+:/.test(given)) return readToken(given)
  if (!given.endsWith('.md')) return readToken(given)
  const story = storyAt(given, { files })
  return { ...scheduleOf(story), story }
}

/** The story in a file. Throws bad input if the file is missing or cannot be read. */
export const storyAt = (path: string, { files }: Pick<Io, 'files'>): Story => {
  const text = readAt(path, files)
  if (text === undefined) throw badInput(`there is no file '${path}'`)
  return parseStory(path, text)
}

const readAt = (path: string, files: Io['files']): string | undefined => {
  try {
    return files.read(path)
  } catch (error) {
    throw badInput(`the story cannot be read: ${troubleIn(error)}`)
  }
}

/** The question of the token. If a version is named, the same bounds with that version only. */
export const askedOf = (said: Said, { kafka, without, with: put }: Typed): Said => {
  if (kafka === undefined && without === undefined && put === undefined) return said
  const { unlike: _, without: __, with: ___, ...rest } = said
  return {
    ...rest,
    ...(kafka === undefined ? {} : { kafka }),
    ...(without === undefined ? {} : { without }),
    ...(put === undefined ? {} : { with: put }),
  }
}

/**
 * A name of the failure that does not depend on the seed. A schedule that breaks nothing, or of a specimen, has its own
 * name.
 */
export const fingerprintOf = ({ question, findings: [blamed], trace, token }: Rerun): string => {
  if (blamed === undefined || question['machine'] !== undefined) return checksum(token)
  const catalogue = actionsWithin(readQuestion(question).bounds)
  const actions = trace.steps.flatMap(({ code }) => catalogue.decode(code) ?? [])
  return fingerprint(catalogue, actions, blamed.property)
}
