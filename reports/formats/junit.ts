import type { Comparison } from '../compare'
import type { Entry, SavedRun } from '../saved'
import { counted } from '../words'
import { shellWord } from './words'
import { block, element, xmlText, type Attributes } from './xml'

/**
 * A run as JUnit XML, which every CI reads: one suite for the command, one case for each answer. A case fails if a
 * property is broken that is not broken on record, or if a schedule diverged. A case without a result is skipped.
 * Changed figures are written as output.
 */
export const junitText = (run: SavedRun, found: Comparison, self: string): string => {
  const { command, tidemark, canary, entries } = run
  const told = telling(found)
  const cases = entries.map((entry) => caseOf(entry, command, told, self))
  const counts: Attributes = {
    tests: cases.length,
    failures: cases.filter(({ kind }) => kind === 'failed').length,
    errors: 0,
    skipped: cases.filter(({ kind }) => kind === 'skipped').length,
  }
  const properties = block('properties', {}, [
    property('tidemark', tidemark),
    ...(canary === undefined ? [] : [property('canary', `${canary.property} in ${counted(canary.steps, 'step')}`)]),
  ])
  const suite = block('testsuite', { name: `tidemark ${command}`, ...counts }, [
    properties,
    ...cases.map(({ text }) => text),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${block('testsuites', { name: 'tidemark', ...counts }, [suite])}\n`
}

interface Told {
  readonly newFailures: ReadonlySet<Entry>
  readonly stillFailing: ReadonlySet<Entry>
  /** The differences from the record, by the id of an answer. */
  readonly moved: ReadonlyMap<string, readonly string[]>
}

const telling = ({ newFailures, stillFailing, fixed, open, changed, facts }: Comparison): Told => {
  const moved = new Map<string, string[]>()
  const tell = (id: string, line: string): void => void moved.set(id, [...(moved.get(id) ?? []), line])
  for (const { now, before } of fixed) tell(now.id, `fixed: ${before?.property ?? 'it'} was broken on record`)
  for (const { now, before } of open)
    tell(now.id, `no answer in this run: ${before?.property ?? before?.verdict ?? ''} is on record`)
  for (const { id, figure, before, now } of changed) tell(id, `${figure}: ${before} on record, ${now} now`)
  for (const { id, fact, isMet } of facts) tell(id, `'${fact}' is ${isMet ? 'now reached' : 'no longer reached'}`)
  return {
    newFailures: new Set(newFailures.map(({ now }) => now)),
    stillFailing: new Set(stillFailing.map(({ now }) => now)),
    moved,
  }
}

interface Case {
  readonly kind: 'passed' | 'failed' | 'skipped'
  readonly text: string
}

const caseOf = (entry: Entry, command: string, told: Told, self: string): Case => {
  const { id, verdict, because = '' } = entry
  const shown = (kind: Case['kind'], ...outcome: readonly string[]): Case => {
    const text = block('testcase', { classname: `tidemark.${command}`, name: id }, [
      ...propertiesOf(entry),
      ...outcome,
      ...outputOf(entry, told),
    ])
    return { kind, text }
  }
  if (told.newFailures.has(entry)) return shown('failed', failure(entry, self))
  if (verdict === 'diverged')
    return shown('failed', element('failure', { type: 'diverged', message: `cannot be replayed any more: ${because}` }))
  if (verdict === 'inconclusive')
    return shown('skipped', element('skipped', { message: `inconclusive: a limit ended it${depthOf(entry)}` }))
  return shown('passed')
}

const depthOf = ({ depth }: Entry): string => (depth === undefined ? '' : `; correct to depth ${depth}`)

const failure = ({ id, verdict, property: broken = verdict, steps, token }: Entry, self: string): string => {
  const length = steps === undefined ? '' : ` after ${counted(steps, 'step')}`
  const lines = [
    `${id}: ${broken}${length}`,
    ...(token === undefined ? [] : [`replay  ${self} replay ${shellWord(token)}`]),
  ]
  return element('failure', { type: broken, message: `${broken}${length}` }, xmlText(lines.join('\n')))
}

const FIGURES = ['property', 'steps', 'distinct', 'generated', 'depth', 'fingerprint', 'token'] as const

const propertiesOf = (entry: Entry): readonly string[] => {
  const known = FIGURES.flatMap((name) => {
    const value = entry[name]
    return value === undefined ? [] : [property(name, String(value))]
  })
  return known.length === 0 ? [] : [block('properties', {}, known)]
}

const property = (name: string, value: string): string => element('property', { name, value })

const outputOf = (entry: Entry, { stillFailing, moved }: Told): readonly string[] => {
  const lines = [
    ...(stillFailing.has(entry) ? [`${entry.property ?? entry.verdict}: broken, as on record`] : []),
    ...(moved.get(entry.id) ?? []),
  ]
  return lines.length === 0 ? [] : [element('system-out', {}, xmlText(lines.join('\n')))]
}
