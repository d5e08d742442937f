import { createColors } from 'picocolors'
import type { Account } from '../lab/telling/account/account'
import { accountOf } from '../lab/telling/account/account-of'
import type { Options } from '../lab/questions/ask'
import { badInput, isBadInput } from '../lab/questions/bad-input'
import { explain } from '../lab/explaining/explain'
import { readCase } from '../lab/questions/case'
import { fingerprintOf, within } from '../lab/questions/case-schedule'
import type { Story } from '../lab/telling/story/parse'
import { afterVerb, pairsOf, verbOf } from '../lab/telling/story/words'
import type { PageFinding, PageProse } from '../reports/page/data'
import { explainLines } from '../reports/explain'
import { partsAt } from '../reports/page/parts-at'
import type { Io } from './io'
import { findingAs } from './finding-as'
import { askedOf, type Given } from './schedule'

/** A schedule, and the place where it was found. */
export interface Found {
  readonly where: string
  readonly given: Given
}

/**
 * One finding per bug. Failures with the same reason are one finding, shown by the shortest schedule. Each story is its
 * own finding.
 */
export const findingsOf = (found: readonly Found[], compare: string | undefined, io: Io): PageFinding[] => {
  const clusters = new Map<string, { readonly found: Found; readonly account: Account; readonly where: string[] }>()
  for (const one of found) {
    const account = accountOf(one.given.schedule)
    const name = `${fingerprintOf(one.given.schedule)} ${one.given.story?.path ?? ''}`
    const known = clusters.get(name)
    const isShorter = known === undefined || account.moments.length < known.account.moments.length
    clusters.set(name, {
      ...(isShorter ? { found: one, account } : known),
      where: [...(known?.where ?? []), one.where],
    })
  }
  return [...clusters].map(
    ([
      name,
      {
        found: { given },
        account,
        where,
      },
    ]) => {
      const other = compare === undefined ? againIn(given.story) : { kafka: compare }
      return {
        ...findingAs(account, name.split(' ')[0] ?? name, where),
        ...explainedBy(given, account),
        ...(given.story === undefined ? {} : { title: given.story.title }),
        ...(given.story === undefined ? {} : { prose: proseOf(given.story) }),
        ...(other === undefined ? {} : { compared: comparedWith(given, account, other, io) }),
      }
    },
  )
}

/** The lines of `explain`, where it has something to say about the machine. */
const explainedBy = ({ schedule }: Given, { rerun }: Account): Pick<PageFinding, 'explained'> =>
  schedule.asked.isKafka && rerun.findings.length > 0
    ? { explained: [...explainLines(explain(schedule, STATES_OF_A_PAGE), createColors(false))] }
    : {}

/** A page with many findings must not take minutes: what is cut short says so. */
const STATES_OF_A_PAGE = 5000

/** The same steps in the same world, taken by another Kafka. */
const comparedWith = (
  { schedule }: Given,
  here: Account,
  other: Options,
  { specimens }: Io,
): NonNullable<PageFinding['compared']> => {
  const { options, isKafka, title } = schedule.asked
  if (!isKafka) throw badInput(`--compare: ${title} is no Kafka, and has no versions`)
  const { property: _, ...anywhere } = options
  const asked = renaming('--kafka', '--compare', () => readCase(askedOf(anywhere, other), specimens))
  const account = accountOf(within(asked, schedule))
  const at = partsAt(here, account)
  return { title: account.rerun.title, account, ...(at === undefined ? {} : { partsAt: at }) }
}

/** An error names the option that was typed. */
const renaming = <T>(name: string, typed: string, act: () => T): T => {
  try {
    return act()
  } catch (error) {
    if (isBadInput(error)) throw badInput(error.message.replace(name, typed))
    throw error
  }
}

/** The last Kafka that a story asks to take its steps again. */
const againIn = (story?: Story): Options | undefined => {
  const commands = story?.parts.flatMap((part) => (part.kind === 'block' ? part.commands : [])) ?? []
  const again = commands.findLast(({ text }) => verbOf(text) === 'again')
  return again === undefined ? undefined : pairsOf(afterVerb(again.text))
}

/** The paragraphs of a story, each before the step that follows it. */
const proseOf = ({ parts }: Story): PageProse[] => {
  const found: PageProse[] = []
  let step = 1
  for (const part of parts) {
    if (part.kind === 'block') {
      step += part.commands.filter(({ text }) => verbOf(text) === 'step').length
      continue
    }
    const text = paragraphsIn(part.lines)
    if (text.length > 0) found.push({ step, text })
  }
  return found
}

const paragraphsIn = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '')
