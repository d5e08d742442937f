import { badInput } from '../../questions/bad-input'
import type { Block, Part, Story } from './parse'
import { verbOf } from './words'

/** One of the schedules of a page, as a story of its own. */
export interface Split {
  readonly story: Story
  /** The line of the page, from 1, on which its last block of steps ends. */
  readonly end: number
}

/**
 * A page may have several schedules, one after the other: each begins with a `cluster`, the first command of its
 * block. The prose from the last heading before that block on is about it. A page without a `cluster` has none.
 */
export const splitStory = (story: Story): readonly Split[] => {
  const { parts, path } = story
  for (const { commands } of parts.filter(isSteps)) {
    const late = commands.slice(1).find(({ text }) => verbOf(text) === 'cluster')
    if (late !== undefined) throw badInput(`${path}:${late.line}: a cluster is the first command of its block`)
  }
  const starts = parts.flatMap((part, index) => (beginsSchedule(part) ? [index] : []))
  return starts.map((start, index) => {
    const mine = parts.slice(start, starts[index + 1])
    const before = sectionBefore(parts[start - 1])
    const section = sectionAt(parts.slice(0, start))
    const title = section === undefined || starts.length === 1 ? story.title : `${story.title}: ${section}`
    return {
      story: { ...story, title, parts: [{ kind: 'prose', lines: before }, ...withoutNext(mine, starts[index + 1])] },
      end: mine.findLast(isSteps)?.end ?? 0,
    }
  })
}

/** Whether a page has more than one schedule. */
export const hasSeveral = ({ parts }: Story): boolean =>
  parts.filter(isSteps).flatMap(({ commands }) => commands.filter(({ text }) => verbOf(text) === 'cluster')).length > 1

const isSteps = (part: Part): part is Block => part.kind === 'block'

const beginsSchedule = (part: Part): boolean => {
  const [first] = isSteps(part) ? part.commands : []
  return first !== undefined && verbOf(first.text) === 'cluster'
}

/** The last heading below the title in these parts, without its signs. */
const sectionAt = (parts: readonly Part[]): string | undefined =>
  parts
    .flatMap((part) => (part.kind === 'prose' ? part.lines : []))
    .findLast((line) => line.startsWith('## '))
    ?.slice(3)

/** The lines from the last heading on; all of them if there is none. */
const sectionBefore = (part: Part | undefined): readonly string[] => {
  if (part?.kind !== 'prose') return []
  const heading = part.lines.findLastIndex((line) => line.startsWith('#'))
  return part.lines.slice(Math.max(heading, 0))
}

/** What follows the heading of the next schedule is not about this one. */
const withoutNext = (mine: readonly Part[], next: number | undefined): readonly Part[] => {
  const end = mine.at(-1)
  if (next === undefined || end?.kind !== 'prose') return mine
  const heading = end.lines.findLastIndex((line) => line.startsWith('#'))
  return [...mine.slice(0, -1), { kind: 'prose', lines: heading < 0 ? [] : end.lines.slice(0, heading) }]
}
