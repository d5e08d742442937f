/** Walks beside a real Kafka, as people read them. */
import { optionsOf } from '../lab/questions/ask'
import { folded } from '../reports/fit'
import type { Paint } from '../reports/paint'
import { counted, seconds as inSeconds, thousands } from '../reports/words'
import type { Kafka, RealReplay } from './real-replay'
import { wayNames } from './releases'
import { realReplayText } from './real-text'
import type { RealPlan, RealWalk } from './real-walk'

interface Told extends Kafka {
  readonly verdict: 'agrees' | 'differs' | 'refused' | 'interrupted'
  readonly plan: RealPlan
  readonly walked: RealWalk
  /** The shrunk schedule on which the two part. */
  readonly shrunk: RealReplay | undefined
  /** Absent: not timed. */
  readonly seconds?: number
}

export const realWalkText = (told: Told, paint: Paint): string => {
  const { release, by, plan, shrunk } = told
  const said = Object.entries(optionsOf(plan.asked)).filter(([name]) => !HIDDEN.includes(name) && !isOpen(plan, name))
  const head = [
    paint.bold(`Kafka ${release} (${wayNames[by]}) beside the model, at random`),
    `  ${said.map(([name, word]) => `${name} ${word}`).join(', ')}`,
    `  each walk has at most ${counted(plan.steps, 'step')}; the first seed is ${plan.seed}/${plan.first}`,
    '',
  ]
  const lines = [...head, ...verdictLines(told, paint), walkedLine(told)].map((line) => folded(line, paint, ''))
  return [...lines, ...(shrunk === undefined ? [] : ['', realReplayText(shrunk, paint), ''])].join('\n')
}

const HIDDEN = ['kafka', 'judge']

const isOpen = ({ open }: RealPlan, name: string): boolean => name in open

const verdictLines = ({ verdict, walked, shrunk }: Told, paint: Paint): readonly string[] => {
  const { parted, refused } = walked
  if (verdict === 'agrees') return [paint.bold(paint.green('agrees    every step of all these walks'))]
  if (verdict === 'interrupted') return [paint.bold(paint.yellow('stopped   by Ctrl-C: every step so far agrees'))]
  if (refused !== undefined)
    return [paint.bold(paint.yellow(`stopped   walk ${refused.walk} has a step that is not stepped: ${refused.event}`))]
  const shorter = shrunk === undefined ? '' : `, shrunk from ${parted?.steps} steps to ${shrunk.planned}`
  return [paint.bold(paint.red(`DIFFERS   walk ${parted?.walk}${shorter}`))]
}

const walkedLine = ({ walked: { walks, steps, values }, seconds }: Told): string => {
  const timed = seconds === undefined ? '' : ` in ${inSeconds(seconds)}, ${perSecond(steps, seconds)} steps per second`
  return `walked    ${counted(walks, 'walk')}, ${counted(steps, 'step')}, ${thousands(values)} values compared${timed}`
}

const perSecond = (steps: number, seconds: number): string => thousands(Math.round(steps / Math.max(seconds, 0.001)))
