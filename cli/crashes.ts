import { badInput, expected } from '../lab/questions/bad-input'
import { versionAsked } from '../lab/questions/version'
import { wholeNumber } from '../lab/questions/words'
import { crashRecord } from '../lab/stopping/crash-record'
import { crashesOf } from '../lab/stopping/crash-schedules'
import { crashesText } from '../reports/crashes'
import type { CrashesJson } from '../reports/json-stops'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { USUAL_CRASH_LENGTH, type Typed } from './options'

const MOST_STEPS = 40

/** `tidemark crashes`: every way to stop a broker, at every point of a schedule with a log on disk. */
export const runCrashes = (typed: Typed, io: Io): Answer => {
  const kafka = typed['kafka'] ?? 'baseline'
  const [without, added] = [namesIn(typed['without']), namesIn(typed['with'])]
  const version = versionAsked(kafka, without, added)
  const steps = wholeNumber('length', typed['length'] ?? USUAL_CRASH_LENGTH, 1, MOST_STEPS)
  const rows = policiesIn(typed['cleanup']).map((cleanup): CrashesJson['rows'][number] => {
    const { states, points, broken } = crashesOf(version, cleanup, steps)
    const [first] = broken
    return { cleanup, steps, states, points, broken: broken.length, ...(first !== undefined && { first }) }
  })
  const isBroken = rows.some(({ broken }) => broken > 0)
  const exitCode = isBroken ? EXIT.broken : EXIT.holds
  const json: CrashesJson = {
    ...{ format: 1, exitCode, command: 'crashes', verdict: isBroken ? 'broken' : 'holds' },
    title: titleOf(kafka, without, added),
    ...{ rows, points: rows.reduce((sum, { points }) => sum + points, 0) },
    next: `${io.self} ${isBroken ? 'crashes' : 'crashes --without kafka-10101'}`,
  }
  return { text: `${crashesText(json, io.paint)}\n\nnext  ${json.next}`, json, exitCode }
}

const namesIn = (words: string | undefined): readonly string[] => words?.split(',') ?? []

const titleOf = (kafka: string, without: readonly string[], added: readonly string[]): string =>
  [
    kafka === 'baseline' ? 'the baseline' : `Kafka ${kafka}`,
    ...without.map((name) => `without ${name}`),
    ...added.map((name) => `with ${name}`),
  ].join(' ')

const policiesIn = (word: string | undefined): readonly (typeof crashRecord.test)[number]['cleanup'][] => {
  const known = crashRecord.test.map(({ cleanup }) => cleanup)
  const chosen = word === undefined ? known : known.filter((policy) => policy === word)
  if (chosen.length === 0) throw badInput(`--cleanup is '${word}'${expected(word ?? '', known)}`)
  return chosen
}
