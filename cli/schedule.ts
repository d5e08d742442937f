import { troubleIn } from '../explorer/node/saving/keeper'
import type { Options } from '../lab/questions/ask'
import { badInput } from '../lab/questions/bad-input'
import { parseStory, type Story } from '../lab/telling/story/parse'
import { readCase } from '../lab/questions/case'
import { inCase, scheduleInToken, type CaseSchedule } from '../lab/questions/case-schedule'
import { scheduleInStory } from '../lab/telling/story/schedule'
import { chosenIn } from './chosen-schedule'
import type { Io } from './io'
import { isItf, scheduleInItf } from './itf'
import type { Typed } from './options'

/** A schedule as it was given, and the story that it stands in, if it does in one. */
export interface Given {
  readonly schedule: CaseSchedule
  readonly story?: Story
}

/** A token, or the path of a story or of an ITF trace; asked of another Kafka, where one is named. */
export const scheduleFrom = (
  given: string,
  other: Typed,
  io: Pick<Io, 'files' | 'specimens' | 'self' | 'asked'>,
): Given => {
  const { files, specimens } = io
  const isStory = given.endsWith('.md') && !/^tm\d+:/.test(given)
  if (!isStory && other['schedule'] !== undefined) throw badInput('--schedule goes with a story only')
  if (isItf(given))
    return { schedule: scheduleInItf(given, fileAt(given, files), (options) => askedOf(options, other), { specimens }) }
  if (!isStory) return { schedule: scheduleInToken(given, specimens, (options) => askedOf(options, other)) }
  const story = chosenIn(storyAt(given, { files }), other['schedule'], io)
  const told = scheduleInStory(story)
  return { schedule: inCase(readCase(askedOf(told.question, other), specimens), told), story }
}

/** The story in a file. Throws bad input if the file is missing or cannot be read. */
export const storyAt = (path: string, { files }: Pick<Io, 'files'>): Story => parseStory(path, fileAt(path, files))

const fileAt = (path: string, files: Io['files']): string => {
  const text = readAt(path, files)
  if (text === undefined) throw badInput(`there is no file '${path}'`)
  return text
}

const readAt = (path: string, files: Io['files']): string | undefined => {
  try {
    return files.read(path)
  } catch (error) {
    throw badInput(`${path} cannot be read: ${troubleIn(error)}`)
  }
}

/** The question of the token; or, where a version is named, the same world asked of that version and nothing else. */
export const askedOf = (options: Options, { kafka, without, with: put }: Typed): Options => {
  if (kafka === undefined && without === undefined && put === undefined) return options
  const { unlike: _, without: __, with: ___, ...rest } = options
  return {
    ...rest,
    ...(kafka === undefined ? {} : { kafka }),
    ...(without === undefined ? {} : { without }),
    ...(put === undefined ? {} : { with: put }),
  }
}
