import type { Machine, Property } from '../../../contract/machine'
import { schedule, type Schedule } from '../../../contract/schedule'
import { judge, type Breach } from '../../../explorer/judge'
import { endingsOf } from '../../../explorer/liveness/endings'
import { retake } from '../../../explorer/replay'
import { isRefused } from '../../../kit/refused'
import type { Action } from '../../../model/actions'
import type { World } from '../../../properties/history'
import { readQuestion, type Options } from '../../questions/ask'
import { badInput } from '../../questions/bad-input'
import { isOfLiveness, numberOf, scopeOf, subjectOf } from '../../questions/question'
import { worldView } from '../show'
import type { View } from '../view'
import { usualSession } from '../../operating/session'
import type { Block, Part, Screen, Story } from './parse'
import { hintIn } from '../possible'
import { shown } from './print'
import { located } from './schedule'
import { screened } from './screen'
import { actionOf, afterVerb, clusterOf, pairsOf, verbOf } from './words'

/** What a story comes to: what each block printed, and where that is not what the page says. */
export interface Played {
  readonly printed: readonly (readonly string[])[]
  readonly differences: readonly Difference[]
  /** The last question, as the page says it, and the steps taken. */
  readonly schedule: Schedule<Options, World, Action> | undefined
}

export interface Difference {
  /** The line of the page on which the block ends. */
  readonly line: number
  readonly expected: readonly string[]
  readonly printed: readonly string[]
}

/** Plays a story from its first block to its last. What is no command, or cannot happen, is bad input with its line. */
export const tellStory = (story: Story): Played => {
  let scene: Scene | undefined
  let session = usualSession()
  const played = story.parts.filter(isPlayed).map((part) => {
    if (part.kind === 'screen') {
      const shown = screened(story.path, part, session)
      session = shown.session
      return { part, expected: part.lines, lines: shown.lines }
    }
    const lines = part.commands.flatMap((command) => {
      const obeyed = located(story.path, command, () => obey(scene, command.text))
      scene = obeyed.next
      return obeyed.lines
    })
    return { part, expected: part.expected, lines }
  })
  const differences = played.flatMap(({ part: { end }, expected, lines }): Difference[] =>
    expected.join('\n') === lines.join('\n') ? [] : [{ line: end, expected, printed: lines }],
  )
  return { printed: played.map(({ lines }) => lines), differences, schedule: scene && stepsOf(scene) }
}

const isPlayed = (part: Part): part is Block | Screen => part.kind !== 'prose'

/** The current state of a story. */
interface Scene {
  readonly options: Options
  readonly machine: Machine<World, Action>
  readonly properties: readonly Property<World, Action>[]
  readonly view: View<World, Action>
  readonly state: World
  readonly actions: readonly Action[]
  /** What the last step broke, or the initial state. */
  readonly breaches: readonly Breach[]
}

const stepsOf = ({ options, machine, actions }: Scene): Schedule<Options, World, Action> =>
  schedule(options, machine, actions)

interface Obeyed {
  readonly next: Scene
  readonly lines: readonly string[]
}

const obey = (scene: Scene | undefined, text: string): Obeyed => {
  const verb = verbOf(text)
  if (verb === 'cluster') {
    const next = sceneOf(clusterOf(text))
    return { next, lines: brokenLines(next.breaches) }
  }
  if (scene === undefined) throw badInput(`expected 'cluster kafka=... brokers=...' before anything else`)
  const rest = afterVerb(text)
  const look = {
    show: () => shown(scene.view, scene.state),
    expect: () => expectation(scene, rest.join(' ')),
    cannot: () => [refusal(scene, rest.join(' '))],
    again: () => [again(scene, pairsOf(rest))],
  }
  return verb === 'step' ? step(scene, text) : { next: scene, lines: look[verb]() }
}

const sceneOf = (options: Options): Scene => {
  const asked = readQuestion(options)
  const { machine, properties } = subjectOf(asked)
  const view = worldView(machine, scopeOf(asked))
  const breaches = judge(properties).initially(machine.initial)
  return { options, machine, properties, view, state: machine.initial, actions: [], breaches }
}

const step = (scene: Scene, text: string): Obeyed => {
  const action = actionOf(scene.machine, text, () => scene.state)
  const next = scene.machine.fire(scene.state, action)
  if (isRefused(next)) {
    const hint = hintIn(scene.machine, scene.state)
    throw badInput(`'${text}' is not enabled here: ${next.refused}${hint}`)
  }
  const breaches = judge(scene.properties).breaches(scene.state, action, next)
  const notes = scene.view.notes(scene.state, action, next)
  return {
    next: { ...scene, state: next, actions: [...scene.actions, action], breaches },
    lines: [...(notes.length === 0 ? [] : [`${text}: ${notes.join(', ')}`]), ...brokenLines(breaches)],
  }
}

const brokenLines = ([blamed]: readonly Breach[]): readonly string[] =>
  blamed === undefined ? [] : [`BROKEN ${blamed.property}: ${blamed.verdict}`]

const refusal = (scene: Scene, text: string): string => {
  const next = scene.machine.fire(
    scene.state,
    actionOf(scene.machine, text, () => scene.state),
  )
  if (isRefused(next)) return `refused: ${next.refused}`
  throw badInput(`'${text}' is enabled here, but the story expects a refusal`)
}

/** What the last step breaks, which was printed with it; or what the steps break with their end: a dead end, or a loop. */
const expectation = (scene: Scene, wanted: string): readonly string[] => {
  const [blamed] = scene.breaches
  const [ending] = blamed === undefined ? endingsIn(scene) : []
  const broken = blamed ?? ending
  const found = broken === undefined ? 'holds' : `broken ${numberOf(broken.property)}`
  if (found !== wanted) throw badInput(`expected '${wanted}', but the result is '${found}'`)
  if (broken === undefined) return ['holds']
  return ending === undefined ? [] : [`BROKEN ${ending.property}: ${ending.verdict}`]
}

const endingsIn = (scene: Scene): readonly Breach[] => {
  const { initial, steps } = stepsOf(scene).replay()
  const states = [initial, ...steps.map(({ state }) => state)]
  return endingsOf(scene.machine, scene.properties, { actions: scene.actions, states })
}

/** The steps so far, taken by another Kafka in the same world. */
const again = (scene: Scene, words: Options): string => {
  const { without: _, with: __, property = '', ...rest } = scene.options
  const asked = isOfLiveness(property) ? { property } : {}
  const options: Options = { ...rest, ...asked, ...words }
  const { machine, properties } = sceneOf(options)
  const there = stepsOf(scene).within(options, machine)
  const { steps, breaches, diverged } = retake(there, properties)
  const title = `${options['kafka']}${options['without'] === undefined ? '' : ` without ${options['without']}`}`
  const [blamed] = breaches
  if (blamed !== undefined) return `${title}: BROKEN ${blamed.property} at step ${steps.length}: ${blamed.verdict}`
  if (diverged === undefined) return `${title}: holds, all ${there.length} steps replayed`
  const { step, event, because } = diverged
  return step > there.actions.length
    ? `${title}: step ${step} does not exist there`
    : `${title}: step ${step} is refused, "${event}": ${because}`
}
