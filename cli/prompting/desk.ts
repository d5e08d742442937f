import { isOfDisk } from '../../explorer/node/files'
import { troubleIn } from '../../explorer/node/saving/keeper'
import { isBadInput } from '../../lab/questions/bad-input'
import { lastOf, offered } from '../../lab/shell/completing'
import type { Asked } from '../../lab/shell/own-words'
import { pageOf } from '../../lab/shell/page'
import { cutShort, heard, isProducing, promptIn, type Heard, type Talk } from '../../lab/shell/talk'
import { oneLine } from '../../reports/printable'
import type { Io } from '../io'

/** The talk with one operator, and the files that it writes. */
export interface Desk {
  prompt(): string
  /** A console producer waits for a record. */
  isProducing(): boolean
  /** A command goes on in the next line. */
  isBegun(): boolean
  enter(line: string): Done
  /** Ends what goes on: a console producer, or a command of several lines. */
  cutShort(): void
  /** The words that the end of a line may become, and that end. */
  complete(line: string): readonly [readonly string[], string]
  /** How many lines are in the story, and the last file that was written, with how many of them. */
  outcome(): { readonly lines: number; readonly saved?: { readonly path: string; readonly isAll: boolean } }
}

/** What a line printed. */
export interface Done {
  readonly output: readonly string[]
  readonly error?: string
  readonly isBug?: boolean
  readonly isEnd?: boolean
}

export const deskOf = (opened: Talk, files: Io['files']): Desk => {
  const at: { talk: Talk; saved: Saved | undefined } = { talk: opened, saved: undefined }
  return {
    prompt: () => promptIn(at.talk),
    isProducing: () => isProducing(at.talk),
    isBegun: () => at.talk.begun !== '',
    enter(line) {
      const found = guarded(at.talk, line)
      const { output, error, asked, isBug } = found
      at.talk = found.talk
      if (asked?.kind === 'leave') return { output, isEnd: true }
      if (asked?.kind !== 'save')
        return { output, ...(error === undefined ? {} : { error }), ...(isBug ? { isBug } : {}) }
      const { saved, ...done } = save(at.talk, asked, at.saved, files)
      at.saved = saved ?? at.saved
      return done
    },
    cutShort: () => void (at.talk = cutShort(at.talk)),
    complete: (line) => [offered(at.talk, line), lastOf(line)],
    outcome: () => ({
      lines: at.talk.entries.length,
      ...(at.saved === undefined
        ? {}
        : { saved: { path: at.saved.path, isAll: at.saved.entries === at.talk.entries } }),
    }),
  }
}

/** The last file that was written, and what is in it. */
interface Saved {
  readonly path: string
  readonly entries: Talk['entries']
}

/** A bug must not cost the session. */
const guarded = (talk: Talk, line: string): Heard & { readonly isBug?: boolean } => {
  try {
    return heard(talk, line)
  } catch (error) {
    const message = `a bug in tidemark: ${oneLine(error instanceof Error ? error.message : String(error))}`
    return { talk, output: [message, 'nothing has changed'], error: message, isBug: true }
  }
}

type Save = Extract<Asked, { kind: 'save' }>

const save = (
  talk: Talk,
  { path, isForced }: Save,
  last: Saved | undefined,
  files: Io['files'],
): Done & { saved?: Saved } => {
  if (talk.entries.length === 0) return failed('save: nothing was typed yet')
  try {
    const before = files.read(path)
    if (before !== undefined && last?.path !== path && !isForced)
      return failed(`save: ${path} exists, with ${linesIn(before)} lines; save --force ${path} overwrites it`)
    const text = pageOf(talk, path)
    files.write(path, text)
    const was = before === undefined ? '' : `; it had ${linesIn(before)}`
    return { output: [`written: ${path}, ${linesIn(text)} lines${was}`], saved: { path, entries: talk.entries } }
  } catch (error) {
    if (isBadInput(error)) return failed(`save: ${error.message}`)
    if (isOfDisk(error)) return failed(`save: ${path} cannot be written: ${troubleIn(error)}`)
    throw error
  }
}

const linesIn = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

const failed = (error: string): Done => ({ output: [oneLine(error)], error: oneLine(error) })
