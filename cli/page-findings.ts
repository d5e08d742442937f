import type { Account } from '../lab/telling/account/account'
import { accountOf } from '../lab/telling/account/account-of'
import type { Said } from '../lab/questions/ask'
import { badInput, isBadInput } from '../lab/questions/bad-input'
import { readCase } from '../lab/questions/case'
import type { Story } from '../lab/telling/story/parse'
import { afterVerb, pairsOf, verbOf } from '../lab/telling/story/words'
import type { PageFinding, PageProse } from '../reports/page/data'
import { partsAt } from '../reports/page/parts-at'
import type { Io } from './io'
import { askedOf, fingerprintOf, type Given } from './schedule'

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
    const account = accountFor(one.given.said, one.given.codes, io)
    const name = `${fingerprintOf(account.rerun)} ${one.given.story?.path ?? ''}`
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
      const property = account.rerun.findings[0]?.property
      const other = compare === undefined ? againIn(given.story) : { kafka: compare }
      return {
        title: given.story?.title ?? [account.rerun.title, property].filter(Boolean).join(': '),
        ...{ fingerprint: name.split(' ')[0] ?? name, times: where.length, found: where, account },
        ...(property === undefined ? {} : { property }),
        ...(given.story === undefined ? {} : { prose: proseOf(given.story) }),
        ...(other === undefined ? {} : { compared: comparedWith(given, account, other, io) }),
      }
    },
  )
}

const accountFor = (said: Said, codes: readonly string[], { specimens }: Io): Account =>
  accountOf(readCase(said, specimens), codes)

/** The same steps under the same bounds, replayed by another version. */
const comparedWith = (
  { said, codes }: Given,
  here: Account,
  other: Said,
  io: Io,
): NonNullable<PageFinding['compared']> => {
  if (said['machine'] !== undefined) throw badInput(`--compare: ${said['machine']} is a specimen, and has no versions`)
  const { property: _, ...anywhere } = said
  const account = renaming('--kafka', '--compare', () => accountFor(askedOf(anywhere, other), codes, io))
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

/** The last version in which a story replays its steps. */
const againIn = (story?: Story): Said | undefined => {
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
