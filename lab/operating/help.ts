/** What `help` and `--help` print. */
import { flagsOf } from './flags'
import type { Kafka } from './release'
import type { Tool } from './tool'
import { tools } from './tools'
import { ownWords } from './words'

/** Every command in one line. */
export const helpLines = (): readonly string[] => [
  "Kafka's commands (--help lists the flags of each):",
  ...aligned(tools.map(({ name, about }) => [name, about])),
  'What else can be done to the cluster:',
  ...aligned([...ownWords.map(({ usage, about }) => [usage, about] as const), ['undo', 'take the last line back']]),
]

/** The flags of a tool in this release. */
export const usageLines = (kafka: Kafka, tool: Tool): readonly string[] => [
  `${tool.name}: ${tool.about}`,
  ...aligned(
    flagsOf(kafka, tool.flags)
      .map(({ name, arg }) => [`--${name}`, arg === undefined ? '' : `<${arg}>`] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  ),
]

const aligned = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd())
}
