import { isUnchanged, type Comparison, type Pair } from './compare'
import { codeBlock, folded, words } from './formats/markdown-words'
import { shellWord } from './formats/words'
import type { SavedRun } from './saved'
import { markdown } from './table'
import { counted, thousands } from './words'

/** A longer list is folded, and a much longer list is cut. The JSON output has all of it. */
const SHORT = 20
const LONG = 200

/** The longest comment that GitHub accepts. */
export const MOST_SIGNS = 65_536

/** What changed since the record, as Markdown: for a pull request, or for the person who maintains the build. */
export const regressionText = (run: SavedRun, found: Comparison, self: string): string => {
  const { newFailures, fixed, diverged, open, changed, facts } = found
  // New failures are listed above.
  const failed = new Set(newFailures.map(({ now }) => now))
  const added = found.added.filter((entry) => !failed.has(entry))
  const sections = [
    section('New failures', ['what', 'broken', 'steps'], newFailures, failureRow),
    replays(newFailures, self),
    section('Diverged', ['what', 'because'], diverged, ({ now }) => [now.id, now.because ?? '']),
    section('Fixed', ['what', 'was broken'], fixed, ({ now, before }) => [now.id, before?.property ?? 'yes']),
    section('No answer', ['what', 'on record'], open, ({ now, before }) => [
      now.id,
      before?.property ?? before?.verdict ?? '',
    ]),
    section('Changed', ['what', 'figure', 'before', 'now'], changed, ({ id, figure, before, now }) => [
      ...[id, figure, before, now],
    ]),
    section('Facts', ['what', 'fact', 'reached'], facts, ({ id, fact, isMet }) => [
      ...[id, fact, isMet ? 'now' : 'no longer'],
    ]),
    added.length > SHORT
      ? [`${thousands(added.length)} other answers are not on record.`]
      : section('Not on record', ['what', 'verdict'], added, ({ id, verdict }) => [id, verdict]),
  ]
  return fitting(headOf(run, found), sections)
}

const headOf = ({ command, canary, entries }: SavedRun, found: Comparison): string =>
  [
    `# tidemark: ${words(command)}`,
    '',
    verdict(found),
    `${counted(entries.length, 'answer')} in this run, ${found.stillFailing.length} failing as before.`,
    ...(canary === undefined
      ? []
      : [`The canary broke ${words(canary.property)} in ${counted(canary.steps, 'step')}, as it must.`]),
  ].join('\n')

/** As many sections as fit into a comment, the most important first. A last line says that something was left out. */
const fitting = (head: string, sections: readonly (readonly string[])[]): string => {
  const kept: string[] = [head]
  let room = MOST_SIGNS - head.length - LEFT_OUT.length - 10
  let isCut = false
  for (const lines of sections) {
    if (lines.length === 0) continue
    const text = ['', ...lines].join('\n')
    if (text.length + 1 > room) {
      isCut = true
      continue
    }
    room -= text.length + 1
    kept.push(text)
  }
  return [...kept, ...(isCut ? ['', LEFT_OUT] : []), ''].join('\n')
}

const LEFT_OUT = 'Some sections are too long for a comment and were left out; `report --format json` has all of it.'

const section = <T>(
  title: string,
  columns: readonly string[],
  items: readonly T[],
  row: (item: T) => readonly string[],
): readonly string[] => {
  if (items.length === 0) return []
  const table = (some: readonly T[]): string =>
    markdown([columns, ...some.map((item) => row(item).map((cell) => words(cell)))])
  const shown = [`## ${title}`, '', table(items.slice(0, SHORT))]
  if (items.length <= SHORT) return shown
  const more = items.slice(SHORT, LONG)
  const beyond = items.length - SHORT - more.length
  const rest = beyond === 0 ? [] : ['', `And ${thousands(beyond)} more.`]
  return [...shown, '', ...folded(`${thousands(items.length - SHORT)} more`, [table(more), ...rest])]
}

const failureRow = ({ now }: Pair): readonly string[] => {
  const { id, property, verdict, steps } = now
  return [id, property ?? verdict, steps === undefined ? '' : String(steps)]
}

/** The commands that replay the failures. One schedule may fail several questions; it is listed once. */
const replays = (failures: readonly Pair[], self: string): readonly string[] => {
  const tokens = [...new Set(failures.flatMap(({ now }) => now.token ?? []))].slice(0, LONG)
  if (tokens.length === 0) return []
  const block = codeBlock(
    'sh',
    tokens.map((token) => `${self} replay ${shellWord(token)}`),
  )
  return tokens.length > FEW ? folded('Commands that replay them', block) : block
}

const FEW = 5

const verdict = (found: Comparison): string => {
  const compared = counted(found.compared, 'answer')
  if (!isUnchanged(found)) return `${summary(found)}; ${compared} compared.`
  const open = found.open.length === 0 ? '' : ` ${counted(found.open.length, 'question')} had no answer in this run.`
  if (found.compared > 0) return `No change: ${compared} as on record.${open}`
  return open === '' ? 'Nothing failed, and no answer of this run is on record.' : `Nothing is known.${open}`
}

const summary = ({ newFailures, fixed, diverged, open, changed, facts }: Comparison): string =>
  [
    counted(newFailures.length, 'new failure'),
    `${fixed.length} fixed`,
    `${diverged.length} diverged`,
    counted(changed.length, 'changed figure'),
    ...(open.length === 0 ? [] : [`${open.length} without an answer`]),
    ...(facts.length === 0 ? [] : [counted(facts.length, 'changed fact')]),
  ].join(', ')
