import { commandFor, waysOn } from '../../../cli/next'
import { askedBy, limitsOf } from '../../../cli/options'
import { findingAs } from '../../../cli/finding-as'
import type { Run } from '../../../contract/run'
import { searchWords } from '../../../explorer/node/progress'
import type { Watch } from '../../../explorer/node/drive'
import { readCase } from '../../../lab/questions/case'
import { fingerprintOf, scheduleInToken, tokenOf, type CaseSchedule } from '../../../lab/questions/case-schedule'
import type { Options } from '../../../lab/questions/words'
import { check } from '../../../lab/searching/check'
import { withRest } from '../../../lab/searching/rest'
import { accountOf } from '../../../lab/telling/account/account-of'
import { rerunOf } from '../../../lab/telling/rerun'
import { insteadIn } from '../../../lab/telling/why'
import { checkText, measured, outsideText, pad, remedyText, verdictText } from '../../../reports/check'
import { shellWord } from '../../../reports/formats/words'
import { noPaint } from '../../../reports/paint'
import { replayText, rerunLines } from '../../../reports/replay'
import type { Answer } from '../messages'

/** The name of the program in commands to be pasted. */
const SELF = 'npx tidemark'

/** The clock, whether to stop, and where progress goes, in the words of the command line. */
export interface Means {
  readonly clock: Watch['clock']
  isStopped(): boolean
  progress(words: string): void
}

/** Searches as `tidemark check` does. */
export const find = async (typed: Options, means: Means): Promise<Answer> => {
  const asked = readCase(askedBy(typed, []))
  const limits = limitsOf(typed)
  const { run: judged, failing } = await check(asked, limits, watching('', means))
  const run = await withRest(judged, limits, means.clock.now, (label, work) => work(watching(`${label}: `, means)))
  const [next, ...others] = waysOn(run, typed, [])
  const commands = [next, ...others].map((words) => `${SELF} ${words}`)
  return {
    verdict: run.verdict === 'inconclusive' ? 'open' : run.verdict,
    summary: summaryOf(run),
    whole: checkText(run, commands, { paint: noPaint, isTimed: false, self: SELF }),
    command: `${SELF} ${commandFor(run.question)}${limitWords(typed, run)}`,
    question: run.question,
    seconds: run.seconds,
    ...(failing === undefined ? {} : { drawn: drawnAs(failing, 'check') }),
  }
}

/** Takes the schedule of a token again as `tidemark replay` does. */
export const draw = (token: string): Answer => {
  const schedule = scheduleInToken(token, [])
  const rerun = rerunOf(schedule)
  const instead = rerun.verdict === 'diverged' ? insteadIn(schedule) : undefined
  const question = schedule.asked.options
  return {
    verdict: ({ 'still fails': 'broken', fixed: 'holds', diverged: 'open' } as const)[rerun.verdict],
    summary: rerunLines(rerun, noPaint, instead).join('\n'),
    whole: replayText(rerun, `${SELF} ${commandFor(question)}`, noPaint, instead),
    command: replayCommand(token),
    question,
    drawn: drawnAs(schedule, 'a token'),
  }
}

const replayCommand = (token: string): string => `${SELF} replay ${shellWord(token)}`

const drawnAs = (schedule: CaseSchedule, where: string): NonNullable<Answer['drawn']> => ({
  token: tokenOf(schedule),
  replay: replayCommand(tokenOf(schedule)),
  finding: findingAs(accountOf(schedule), fingerprintOf(schedule), [where]),
})

const summaryOf = (run: Run): string =>
  [
    verdictText(run, noPaint),
    ...outsideText(run, SELF),
    ...(run.failure === undefined ? [] : ['']),
    `${pad('searched')}${measured(run, false)}`,
    ...remedyText(run),
  ].join('\n')

/** What is no part of the question: a reduction, and the limit that ended the search. */
const limitWords = (typed: Options, { stopped }: Run): string => {
  const limit = stopped === 'states' ? 'max-states' : stopped === 'time' ? 'max-minutes' : ''
  const said = typed[limit] === undefined ? '' : ` --${limit} ${shellWord(typed[limit])}`
  return `${typed['partial-order'] === undefined ? '' : ' --partial-order'}${said}`
}

/** Four times per second. */
const EVERY_SECONDS = 0.25

const watching = (label: string, { clock, isStopped, progress }: Means): Watch => {
  const words = searchWords()
  const shown = { at: clock.now() - EVERY_SECONDS }
  return {
    clock,
    isInterrupted: isStopped,
    report(done, seconds) {
      if (clock.now() - shown.at < EVERY_SECONDS) return
      shown.at = clock.now()
      progress(`${label}${words(done, seconds)}`)
    },
  }
}
