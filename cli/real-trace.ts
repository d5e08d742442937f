import { judgeBy, questionOf, type Judgement } from '../conformance/traces/judge'
import { judgementText } from '../conformance/traces/judge-text'
import { readTrace } from '../conformance/traces/read-trace'
import { recordWalk, type Recording } from '../conformance/traces/record'
import { traceText, type Trace } from '../conformance/traces/trace'
import { isFree } from '../conformance/free/read'
import type { Kafka } from '../conformance/real-replay'
import { runsWithKraft } from '../conformance/releases'
import { badInput } from '../lab/questions/bad-input'
import { wholeNumber } from '../lab/questions/words'
import { shellWord } from '../reports/formats/words'
import type { RealJudgeJson } from '../reports/json-recorded'
import { counted } from '../reports/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { USUAL_JUDGE, USUAL_REAL_RECORD, USUAL_RECORD_BY_WIRE, type Typed } from './options'
import { writeOut } from './out'
import { kafkaIn, walkOf, withKafka } from './real'
import { judgeFreely, recordFree } from './real-free'
import { JUDGED_EXITS, questionIn } from './real-judged'

/** `tidemark real judge`: does the model explain what a real Kafka showed? Needs no Kafka. */
export const runRealJudge = (path: string, typed: Typed, io: Io): Answer => {
  const text = io.files.read(path)
  if (text === undefined) throw badInput(`'${path}' does not exist: expected a trace, as real record writes it`)
  if (isFree(text)) return judgeFreely(path, text, typed, io)
  const trace = readTrace(path, text)
  const release = typed['kafka'] ?? trace.head.kafka
  const question = questionIn(path, trace, typed, questionOf)
  const hidden = typed['hidden'] ?? String(trace.head.hidden ?? USUAL_JUDGE['hidden'])
  const limits = {
    hidden: wholeNumber('hidden', hidden, 1, 9999),
    states: wholeNumber('max-states', typed['max-states'] ?? String(USUAL_JUDGE['max-states']), 1, 1e8),
  }
  const found = judgeBy(question, limits)(trace)
  const exitCode = JUDGED_EXITS[found.verdict]
  const next = `${io.self} ${nextAfter(path, trace, release, found)}`
  return {
    text: `${judgementText(trace, found, release, io.paint)}\n\nnext      ${next}`,
    json: {
      ...{ format: 1, exitCode, command: 'real judge', recorded: trace.head.kafka, by: trace.head.by, kafka: release },
      ...{ world: { ...trace.head.world }, limits, ...counts(found) },
      next,
    },
    exitCode,
  }
}

const counts = (
  found: Judgement,
): Pick<RealJudgeJson, 'verdict' | 'observations' | 'explained' | 'values'> &
  Pick<RealJudgeJson, 'constraining' | 'states' | 'most' | 'at' | 'because'> => {
  const { verdict, observations, explained, values, constraining, states, most, at, because } = found
  return {
    ...{ verdict, observations, explained, values, constraining, states, most },
    ...(at !== undefined && { at: { ...at, differences: [...at.differences] } }),
    ...(because !== undefined && { because }),
  }
}

/** Inconclusive: with wider limits. Judged by another release: by its own. Otherwise by a release that behaves differently. */
const nextAfter = (path: string, { head }: Trace, release: string, { verdict, because, limits }: Judgement): string => {
  const again = `real judge ${shellWord(path)}`
  const same = release === head.kafka ? '' : ` --kafka ${release}`
  if (verdict === 'inconclusive')
    return because === 'states'
      ? `${again}${same} --max-states ${10 * limits.states}`
      : `${again}${same} --hidden ${2 * limits.hidden}`
  if (release !== head.kafka) return again
  return verdict === 'rejected'
    ? `${again} --json`
    : `${again} --kafka ${OTHERS.find((one) => !head.kafka.startsWith(one))}`
}

const OTHERS = ['0.10.2', '2.1']

/** `tidemark real record`: brokers that run free, or what a real Kafka shows at some moments of a random schedule. */
export const runRealRecord = (given: Typed, io: Io): Promise<Answer> => {
  const kafka = kafkaIn(given, runsWithKraft(given['kafka'] ?? '') ? ['classes'] : ['wire', 'classes'])
  return kafka.by === 'wire' && given['stepped'] === undefined
    ? recordFree(kafka, given, io)
    : recordStepped(kafka, given, io)
}

const recordStepped = async (kafka: Kafka, given: Typed, io: Io): Promise<Answer> => {
  if (given['seconds'] !== undefined) throw badInput('--seconds is about brokers that run free: expected --steps')
  const usual = kafka.by === 'wire' ? USUAL_RECORD_BY_WIRE : USUAL_REAL_RECORD
  const typed: Typed = { ...usual, ...given, kafka: kafka.release }
  const hidden = wholeNumber('hidden', typed['hidden'] ?? '', 1, 99)
  const plan = walkOf(kafka, typed, kafka.by === 'wire' ? { ...USUAL_RECORD_BY_WIRE, ...given } : given)
  const recorded = await withKafka(io, kafka, (driver) => recordWalk(driver, kafka, { ...plan, hidden }))
  const text = traceText(recorded.head, recorded.seen)
  const path = typed['out']
  if (path !== undefined) writeOut(path, text, io)
  const exitCode = recorded.because === undefined ? EXIT.holds : EXIT.inconclusive
  const next = `${io.self} real judge ${path === undefined ? 'trace.jsonl' : shellWord(path)}`
  return {
    text: path === undefined ? text.trimEnd() : `${recordedLines(recorded, path).join('\n')}\n\nnext      ${next}`,
    json: {
      ...{ format: 1, exitCode, command: 'real record', kafka: kafka.release, by: kafka.by, seed: plan.seed },
      ...{ world: { ...recorded.head.world }, steps: recorded.steps, observations: recorded.seen.length },
      ...(path === undefined ? { trace: text } : { written: path }),
      ...(recorded.because !== undefined && { because: recorded.because }),
      next,
    },
    exitCode,
  }
}

const recordedLines = ({ steps, seen, because }: Recording, path: string): readonly string[] => [
  `written   ${path}: ${counted(seen.length, 'observation')} of ${counted(steps, 'step')}`,
  ...(because === undefined ? [] : [`stopped   after ${counted(steps, 'step')}: ${because}`]),
]
