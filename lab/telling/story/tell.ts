import type { Machine, Property } from '../../../contract/machine'
import { judge, type Breach } from '../../../explorer/judge'
import { isRefused } from '../../../kit/refused'
import type { Action } from '../../../model/actions'
import type { World } from '../../../properties/world'
import { readQuestion, type Said } from '../../questions/ask'
import { badInput } from '../../questions/bad-input'
import { numberOf, subjectOf } from '../../questions/question'
import { worldView, type View } from '../show'
import type { Story } from './parse'
import { shown } from './print'
import { blocksOf, located } from './schedule'
import { actionOf, afterVerb, clusterOf, pairsOf, verbOf } from './words'

/** The result of playing a story: the output of each block, and where it differs from the page. */
export interface Told {
  readonly printed: readonly (readonly string[])[]
  readonly differences: readonly Difference[]
  /** The last question, and the codes of the steps taken. A token consists of these. */
  readonly question: Said
  readonly codes: readonly string[]
}

export interface Difference {
  /** The line of the page on which the block ends. */
  readonly line: number
  readonly expected: readonly string[]
  readonly printed: readonly string[]
}

/**
 * Plays a story from its first block to its last. An unknown command, or a step that is not enabled, is bad input; the
 * error names the line.
 */
export const tellStory = (story: Story): Told => {
  const blocks = blocksOf(story)
  let scene: Scene | undefined
  const printed = blocks.map((block) =>
    block.commands.flatMap((command) => {
      const { next, lines } = located(story.path, command, () => obey(scene, command.text))
      scene = next
      return lines
    }),
  )
  const differences = blocks.flatMap(({ expected, end }, index): Difference[] => {
    const found = printed[index] ?? []
    return expected.join('\n') === found.join('\n') ? [] : [{ line: end, expected, printed: found }]
  })
  return { printed, differences, question: scene?.said ?? {}, codes: scene?.codes ?? [] }
}

/** The current state of a story. */
interface Scene {
  readonly said: Said
  readonly machine: Machine<World, Action>
  readonly properties: readonly Property<World, Action>[]
  readonly view: View<World, Action>
  readonly state: World
  readonly codes: readonly string[]
  /** The properties that the last step broke. */
  readonly breaches: readonly Breach[]
}

interface Obeyed {
  readonly next: Scene
  readonly lines: readonly string[]
}

const obey = (scene: Scene | undefined, text: string): Obeyed => {
  const verb = verbOf(text)
  if (verb === 'cluster') return { next: sceneOf(clusterOf(text)), lines: [] }
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

const sceneOf = (said: Said): Scene => {
  const asked = readQuestion(said)
  const { machine, properties } = subjectOf(asked)
  const view = worldView(machine, asked.bounds)
  return { said, machine, properties, view, state: machine.initial, codes: [], breaches: [] }
}

const step = (scene: Scene, text: string): Obeyed => {
  const action = actionOf(scene.machine, text)
  const next = scene.machine.fire(scene.state, action)
  if (isRefused(next)) throw badInput(`'${text}' is not enabled here: ${next.refused}`)
  const breaches = judge(scene.properties).breaches(scene.state, action, next)
  const notes = scene.view.notes(scene.state, action, next)
  const [blamed] = breaches
  return {
    next: { ...scene, state: next, codes: [...scene.codes, scene.machine.actions.encode(action)], breaches },
    lines: [
      ...(notes.length === 0 ? [] : [`${text}: ${notes.join(', ')}`]),
      ...(blamed === undefined ? [] : [`BROKEN ${blamed.property}: ${blamed.verdict}`]),
    ],
  }
}

const refusal = (scene: Scene, text: string): string => {
  const next = scene.machine.fire(scene.state, actionOf(scene.machine, text))
  if (isRefused(next)) return `refused: ${next.refused}`
  throw badInput(`'${text}' is enabled here, but the story expects a refusal`)
}

const expectation = ({ breaches }: Scene, wanted: string): readonly string[] => {
  const [blamed] = breaches
  const found = blamed === undefined ? 'holds' : `broken ${numberOf(blamed.property)}`
  if (found !== wanted) throw badInput(`expected '${wanted}', but the result is '${found}'`)
  return blamed === undefined ? ['holds'] : []
}

/** The steps so far, replayed by another version of Kafka under the same bounds. */
const again = (scene: Scene, words: Said): string => {
  const { without: _, with: __, property: ___, ...rest } = scene.said
  const said = { ...rest, ...words }
  const other = sceneOf(said)
  const title = `${said['kafka']}${said['without'] === undefined ? '' : ` without ${said['without']}`}`
  let state = other.state
  for (const [index, code] of scene.codes.entries()) {
    const action = other.machine.actions.decode(code)
    const next = action === undefined ? undefined : other.machine.fire(state, action)
    if (action === undefined || next === undefined) return `${title}: step ${index + 1} does not exist there`
    const event = other.view.event(action)
    if (isRefused(next)) return `${title}: step ${index + 1} is refused, "${event}": ${next.refused}`
    const [blamed] = judge(other.properties).breaches(state, action, next)
    if (blamed !== undefined) return `${title}: BROKEN ${blamed.property} at step ${index + 1}: ${blamed.verdict}`
    state = next
  }
  return `${title}: holds, all ${scene.codes.length} steps replayed`
}
