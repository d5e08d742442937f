import type { Location, Log, PhysicalLocation, ReportingDescriptor, Result, ThreadFlowLocation } from 'sarif'
import type { Finding, Rerun } from '../../contract/run'
import { checksum } from '../../kit/checksum'
import type { Comparison } from '../compare'
import { cut } from '../fit'
import { jsonText } from '../printable'
import type { Entry, SavedRun } from '../saved'
import { counted } from '../words'
import { oneLine, shellWord } from './words'

/** A line in the source: a rule, or a decision of an amendment. */
export interface Place {
  /** Relative to the root of the source, with forward slashes. */
  readonly path: string
  readonly line: number
}

export interface Means {
  /** The command with which this program was started. */
  readonly self: string
  /** The saved run. Results without a source line point to it. */
  readonly file: string
}

/** A replayed failure: the result, and the source line of each step, if it is known. */
export interface Retaken {
  readonly rerun: Rerun
  readonly places: readonly (Place | undefined)[]
}

/**
 * The failures of a run as SARIF 2.1.0, which code scanning reads. A SARIF rule is a property. A result points at the
 * line of the rule or amendment that caused the breaking step, and its code flow is the schedule. A failure that is
 * also broken on record is a note.
 */
export const sarifText = (
  run: SavedRun,
  { newFailures, stillFailing, diverged }: Comparison,
  retaken: ReadonlyMap<string, Retaken>,
  { self, file }: Means,
): string => {
  const failures: readonly Failure[] = [
    ...newFailures.map(({ now }) => ({ entry: now, isKnown: false })),
    ...stillFailing.map(({ now }) => ({ entry: now, isKnown: true })),
    ...diverged.map(({ now }) => ({ entry: now, isKnown: false })),
  ].map((failure) => ({ ...failure, again: retaken.get(failure.entry.token ?? '') }))
  const rules = rulesOf(failures)
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'tidemark', version: run.tidemark, rules: [...rules.values()] } },
        automationDetails: { id: `tidemark/${tame(run.command)}/` },
        originalUriBaseIds: { [ROOT]: { description: { text: 'the root of the source of tidemark' } } },
        columnKind: 'utf16CodeUnits',
        results: failures.map((failure) => resultOf(failure, [...rules.keys()], { self, file })),
      },
    ],
  }
  return `${jsonText(log, 1)}\n`
}

interface Failure {
  readonly entry: Entry
  /** The failure is broken on record as well. */
  readonly isKnown: boolean
  readonly again: Retaken | undefined
}

const ROOT = '%SRCROOT%'

/**
 * A property has a name such as 'S14 ISR complete'. A property of a specimen has no number, so its whole name is the
 * rule.
 */
const ruleIdOf = ({ entry: { property, verdict } }: Failure): string =>
  tame(property === undefined ? verdict : (/^S\d+'?/.exec(property)?.[0] ?? property))

/** A name without characters that have a meaning in SARIF. */
const tame = (name: string): string => cut(name, 100).replace(/[^\p{L}\p{N}'._ …-]+/gu, '-')

const rulesOf = (failures: readonly Failure[]): ReadonlyMap<string, ReportingDescriptor> => {
  const rules = new Map<string, ReportingDescriptor>()
  for (const failure of failures) {
    const id = ruleIdOf(failure)
    if (!rules.has(id)) rules.set(id, ruleOf(id, failure))
  }
  return new Map([...rules].sort(([one], [other]) => (one < other ? -1 : 1)))
}

const ruleOf = (id: string, failure: Failure): ReportingDescriptor => {
  const { property = failure.entry.verdict } = failure.entry
  const rung = findingOf(failure)?.rung
  const stands = rung === undefined ? '' : ` It is on the rung "${rung}" of the ladder; the rungs above depend on it.`
  return {
    id,
    name: nameOf(property, id),
    shortDescription: { text: message(property) },
    help: { text: message(`Must hold: ${property}.${stands}`) },
    defaultConfiguration: { level: 'error' },
  }
}

/** 'S14 ISR complete' is IsrComplete. */
const nameOf = (property: string, id: string): string => {
  const name = property
    .replace(/^S\d+'?/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join('')
  return name === '' ? id : cut(name, 100)
}

const findingOf = ({ entry: { property }, again }: Failure): Finding | undefined =>
  again?.rerun.findings.find((finding) => finding.property === property)

const resultOf = (failure: Failure, ids: readonly string[], { self, file }: Means): Result => {
  const { entry, isKnown, again } = failure
  const ruleId = ruleIdOf(failure)
  const place = breakingPlace(failure)
  return {
    ruleId,
    ruleIndex: ids.indexOf(ruleId),
    level: isKnown ? 'note' : 'error',
    baselineState: isKnown ? 'unchanged' : 'new',
    message: { text: message(sentenceOf(failure, self)) },
    locations: [{ physicalLocation: place === undefined ? fileLocation(file) : physical(place) }],
    partialFingerprints: { 'tidemark/v1': tame(entry.fingerprint ?? checksum(`${ruleId} ${entry.id}`)) },
    ...(again === undefined || again.rerun.trace.steps.length === 0
      ? {}
      : { codeFlows: [{ threadFlows: [{ locations: flowOf(again) }] }] }),
  }
}

/** The source line of the last step, if that step broke the property. */
const breakingPlace = ({ again }: Failure): Place | undefined =>
  again?.rerun.verdict === 'still fails' ? again.places[again.rerun.trace.steps.length - 1] : undefined

const sentenceOf = (failure: Failure, self: string): string => {
  const { entry, again } = failure
  const { id, property = entry.verdict, steps, token, because } = entry
  const length = steps === undefined ? '' : ` after ${counted(steps, 'step')}`
  return [
    `${property} is broken${length}: ${findingOf(failure)?.sentence ?? because ?? 'the details are unknown'}.`,
    `Asked: ${id}.`,
    ...(token === undefined ? [] : [`Replay: ${self} replay ${shellWord(token)}`]),
    ...(token === undefined || again?.rerun.verdict === 'still fails'
      ? []
      : [`Replayed now: ${again?.rerun.verdict ?? 'this version of tidemark cannot read the schedule'}.`]),
  ].join(' ')
}

/** The limit of code scanning. */
const MOST_STEPS = 1000

const flowOf = ({ rerun, places }: Retaken): ThreadFlowLocation[] =>
  rerun.trace.steps.slice(-MOST_STEPS).map((step, index, shown): ThreadFlowLocation => {
    const number = rerun.trace.steps.length - shown.length + index + 1
    const place = places[number - 1]
    const fault = step.fault === undefined ? '' : ` (fault: ${step.fault})`
    const notes = step.notes.length === 0 ? '' : `: ${step.notes.join(', ')}`
    const location: Location = {
      ...(place === undefined ? {} : { physicalLocation: physical(place) }),
      message: { text: message(`${number}. ${step.event}${fault}${notes}`) },
    }
    const isEssential = step.fault !== undefined || number === rerun.trace.steps.length
    return { location, executionOrder: number, importance: isEssential ? 'essential' : 'important' }
  })

const physical = ({ path, line }: Place): PhysicalLocation => ({
  ...fileLocation(path),
  region: { startLine: line },
})

/** No path outside of the source is named: of such a path only the last part is kept. */
const fileLocation = (path: string): PhysicalLocation => {
  const words = path.replaceAll('\\', '/').split('/')
  const isWithin = !path.startsWith('/') && !/^[a-z]:/i.test(path) && !words.includes('..')
  const uri = (isWithin ? words : words.slice(-1))
    .map((word) => encodeURIComponent(word.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/')
  return { artifactLocation: { uri, uriBaseId: ROOT } }
}

/**
 * In a SARIF message single braces mark arguments, and unescaped brackets mark links. So braces are doubled and
 * brackets are escaped.
 */
const message = (text: string): string =>
  cut(oneLine(text), MOST_SIGNS)
    .replace(/[\\[\]]/g, (sign) => `\\${sign}`)
    .replace(/[{}]/g, (sign) => sign + sign)

const MOST_SIGNS = 2000
