import { checksum } from '../../kit/checksum'
import type { Disk } from '../../explorer/node/saving/disk'
import type { Result } from './job'

/** The results of jobs on disk: one line each, appended and made durable before anything else is done with them. */
export interface Journal {
  append(results: readonly Done[]): void
  close(): void
}

export interface Done {
  readonly key: string
  readonly result: Result
}

/** The folder of campaigns, relative to the working directory. */
const CAMPAIGNS = '.tidemark/campaigns'

export const folderOf = (name: string): string => `${CAMPAIGNS}/${name}`

const journalIn = (name: string): string => `${folderOf(name)}/done.jsonl`

/**
 * Opens the journal of a campaign, or begins one, and reads what is done. A line that is not whole is no result: its job is
 * done again. A process that was killed leaves at most one such line, its last.
 */
export const openJournal = (
  disk: Disk,
  name: string,
): { readonly journal: Journal; readonly done: readonly Done[] } => {
  const path = journalIn(name)
  const lines = (disk.read(path) ?? '').split('\n')
  const read = lines.map(doneIn)
  const done = read.filter((one) => one !== undefined)
  const isWhole = lines.at(-1) === '' && done.length === lines.length - 1
  if (!isWhole) disk.replace(path, done.map(lineOf).join(''))
  const file = disk.open(path) ?? disk.create(path)
  const at = { size: file.size() }
  return {
    done,
    journal: {
      append(results) {
        const bytes = Buffer.from(results.map(lineOf).join(''))
        file.write(bytes, at.size)
        at.size += bytes.length
        file.sync()
      },
      close: () => file.close(),
    },
  }
}

const lineOf = ({ key, result }: Done): string => {
  const text = JSON.stringify({ key, result })
  return `${checksum(text)} ${text}\n`
}

const doneIn = (line: string): Done | undefined => {
  const text = line.slice(SUM_LENGTH + 1)
  return line[SUM_LENGTH] === ' ' && line.slice(0, SUM_LENGTH) === checksum(text)
    ? (JSON.parse(text) as Done)
    : undefined
}

const SUM_LENGTH = 8
