import { isUnchanged, type Comparison, type Pair } from './compare'
import type { SavedRun } from './saved'
import { markdown } from './table'
import { counted } from './words'

/** Tests are hundreds, and usually none of them is on record. */
const MOST_NAMED = 20

/** What changed since the record, as Markdown: for a pull request, or whoever keeps the build green. */
export const regressionText = ({ command, canary, entries }: SavedRun, found: Comparison, self: string): string => {
  const { newFailures, fixed, stillFailing, diverged, changed, facts, added } = found
  const sections = [
    section('New failures', ['what', 'broken', 'steps'], newFailures, failureRow),
    replays(newFailures, self),
    section('Diverged', ['what', 'because'], diverged, ({ now }) => [now.id, now.because ?? '']),
    section('Fixed', ['what', 'was broken'], fixed, ({ now, before }) => [now.id, before?.property ?? 'yes']),
    section('Changed', ['what', 'figure', 'before', 'now'], changed, ({ id, figure, before, now }) => [
      ...[id, figure, before, now],
    ]),
    section('Interesting things', ['what', 'fact', 'happens'], facts, ({ id, fact, isMet }) => [
      ...[id, fact, isMet ? 'now' : 'no more'],
    ]),
    added.length > MOST_NAMED
      ? [`${added.length} other answers are not on record.`]
      : section('Not on record', ['what', 'verdict'], added, ({ id, verdict }) => [id, verdict]),
  ]
  return [
    `# tidemark: ${command}`,
    '',
    verdict(found),
    `${counted(entries.length, 'answer')} in this run, ${stillFailing.length} failing as before.`,
    ...(canary === undefined
      ? []
      : [`The canary broke ${canary.property} in ${counted(canary.steps, 'step')}, as it must.`]),
    ...sections.flatMap((lines) => (lines.length === 0 ? [] : ['', ...lines])),
    '',
  ].join('\n')
}

const section = <T>(
  title: string,
  columns: readonly string[],
  items: readonly T[],
  row: (item: T) => readonly string[],
): readonly string[] => (items.length === 0 ? [] : [`## ${title}`, '', markdown([columns, ...items.map(row)])])

const failureRow = ({ now }: Pair): readonly string[] => {
  const { id, property, verdict, steps } = now
  return [id, property ?? verdict, steps === undefined ? '' : String(steps)]
}

/** How to see them, each once: the same schedule may fail several questions. */
const replays = (failures: readonly Pair[], self: string): readonly string[] => {
  const tokens = new Set(failures.flatMap(({ now }) => now.token ?? []))
  return tokens.size === 0 ? [] : ['```sh', ...[...tokens].map((token) => `${self} replay ${token}`), '```']
}

const verdict = (found: Comparison): string => {
  const compared = counted(found.compared, 'answer')
  if (!isUnchanged(found)) return `${summary(found)}; ${compared} compared.`
  return found.compared === 0
    ? 'Nothing failed, and nothing of this run is on record.'
    : `No change: ${compared} as on record.`
}

const summary = ({ newFailures, fixed, diverged, changed, facts }: Comparison): string =>
  [
    counted(newFailures.length, 'new failure'),
    `${fixed.length} fixed`,
    `${diverged.length} diverged`,
    counted(changed.length, 'changed figure'),
    ...(facts.length === 0 ? [] : [counted(facts.length, 'changed fact')]),
  ].join(', ')
