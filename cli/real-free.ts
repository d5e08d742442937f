/** `tidemark real record` and `real judge` where brokers run free. */
import { eventWords, freeJudgementText } from '../conformance/free/judge-text'
import { freeQuestion, judgeFree, type FreeJudgement, type FreeTrace } from '../conformance/free/judge'
import { readFree } from '../conformance/free/read'
import { freeText, type FreeRecording } from '../conformance/free/recording'
import type { Kafka } from '../conformance/real-replay'
import { badInput } from '../lab/questions/bad-input'
import { wholeNumber } from '../lab/questions/words'
import { shellWord } from '../reports/formats/words'
import type { RealJudgeJson } from '../reports/json-recorded'
import { counted } from '../reports/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { USUAL_FREE, USUAL_JUDGE, type Typed } from './options'
import { writeOut } from './out'
import { orMissing } from './real'
import { JUDGED_EXITS, questionIn } from './real-judged'
import { watched } from './watch'

/** Everything else that can be typed is about schedules. */
const WORDS = ['kafka', 'by', 'seed', 'seconds', 'brokers', 'records', 'min-isr', 'out', 'json']

export const recordFree = async ({ release, by }: Kafka, given: Typed, io: Io): Promise<Answer> => {
  const stray = Object.keys(given).find((name) => !WORDS.includes(name))
  if (stray !== undefined)
    throw badInput(`--${stray} is about a schedule: expected --stepped beside it, or --by classes`)
  const typed: Typed = { ...USUAL_FREE, ...given }
  const seed = typed['seed'] ?? ''
  if (!/^[\w./-]{1,100}$/.test(seed)) throw badInput(`--seed is '${seed}': expected letters, digits, and - . / _`)
  const number = (name: string, least: number, most: number): number =>
    wholeNumber(name, typed[name] ?? '', least, most)
  const plan = {
    ...{ release, seed, brokers: number('brokers', 2, 5), records: number('records', 1, 26) },
    ...{ seconds: number('seconds', 1, 3600), minIsr: number('min-isr', 1, 5) },
  }
  const recording = await watched(
    io,
    () => progressWords,
    (watch) => {
      const begin = io.clock.now()
      const report = (done: Progress): void => watch.report(done, io.clock.now() - begin)
      return orMissing(release, () => io.runFree(plan, { isInterrupted: () => watch.isInterrupted(), report }))
    },
  )
  return answerOf(recording, { release, by }, typed['out'], io)
}

interface Progress {
  readonly events: number
  readonly records: number
}

const progressWords = ({ events, records }: Progress): string =>
  `${counted(records, 'record')}, ${counted(events, 'event')}`

const answerOf = (recording: FreeRecording, { release, by }: Kafka, path: string | undefined, io: Io): Answer => {
  const { head, events, because } = recording
  const text = freeText(recording)
  if (path !== undefined) writeOut(path, text, io)
  const exitCode = because === undefined ? EXIT.holds : EXIT.inconclusive
  const next = `${io.self} real judge ${path === undefined ? 'trace.jsonl' : shellWord(path)}`
  const lines = [
    `written   ${path}: ${counted(events.length, 'event')} of Kafka ${release}`,
    ...(because === undefined ? [] : [`stopped   ${because}`]),
  ]
  return {
    text: path === undefined ? text.trimEnd() : `${lines.join('\n')}\n\nnext      ${next}`,
    json: {
      ...{ format: 1, exitCode, command: 'real record', kafka: release, by, seed: head.seed },
      ...{ world: { ...head.world }, observations: events.length },
      ...(path === undefined ? { trace: text } : { written: path }),
      ...(because !== undefined && { because }),
      next,
    },
    exitCode,
  }
}

export const judgeFreely = (path: string, text: string, typed: Typed, io: Io): Answer => {
  if (typed['hidden'] !== undefined)
    throw badInput(`--hidden is '${typed['hidden']}', and ${path} is of brokers that ran free: expected no --hidden`)
  const trace = readFree(path, text)
  const release = typed['kafka'] ?? trace.head.kafka
  const states = wholeNumber('max-states', typed['max-states'] ?? String(USUAL_JUDGE['max-states']), 1, 1e8)
  const found = judgeFree(trace, questionIn(path, trace, typed, freeQuestion), states)
  const exitCode = JUDGED_EXITS[found.verdict]
  const next = `${io.self} ${nextAfter(path, trace, release, found)}`
  return {
    text: `${freeJudgementText(trace, found, release, io.paint)}\n\nnext      ${next}`,
    json: {
      ...{ format: 1, exitCode, command: 'real judge', recorded: trace.head.kafka, by: 'wire', kafka: release },
      ...{ world: { ...trace.head.world }, limits: { states }, ...counts(found) },
      next,
    },
    exitCode,
  }
}

type Counts =
  | 'verdict'
  | 'observations'
  | 'explained'
  | 'values'
  | 'constraining'
  | 'states'
  | 'most'
  | 'at'
  | 'because'

const counts = (found: FreeJudgement): Pick<RealJudgeJson, Counts> => {
  const { verdict, observations, explained, values, constraining, states, most, at } = found
  const kafka = at === undefined ? '' : JSON.stringify(at.event)
  return {
    ...{ verdict, observations, explained, values, constraining, states, most },
    ...(at !== undefined && {
      at: {
        ...{ line: at.line, note: eventWords(at.event), nearest: at.instead.length },
        differences: at.instead.map((model) => ({ where: at.event.event, model, kafka })),
      },
    }),
    ...(verdict === 'inconclusive' && { because: 'states' as const }),
  }
}

const nextAfter = (path: string, { head }: FreeTrace, release: string, { verdict, limit }: FreeJudgement): string => {
  const again = `real judge ${shellWord(path)}`
  if (verdict === 'inconclusive')
    return `${again}${release === head.kafka ? '' : ` --kafka ${release}`} --max-states ${10 * limit}`
  if (release !== head.kafka) return again
  return verdict === 'rejected'
    ? `${again} --json`
    : `${again} --kafka ${head.kafka.startsWith('2.1') ? '0.10.2' : '2.1'}`
}
