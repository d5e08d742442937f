import type { Rerun } from '../../../contract/run'
import { numberOf } from '../../questions/question'

/**
 * A failure as a story: its steps as commands in one block, and the property that must break. The output is left out.
 */
export const storyFrom = (title: string, prose: readonly string[], { question, trace, findings }: Rerun): string => {
  const words = Object.entries(question).map(([name, word]) => `${name}=${word}`)
  const [blamed] = findings
  const last = blamed === undefined ? 'expect holds' : `expect broken ${numberOf(blamed.property)}`
  return [
    `# ${title}`,
    '',
    ...prose,
    '',
    '```kafka',
    `cluster ${words.join(' ')}`,
    ...trace.steps.map(({ event }) => event),
    'show',
    last,
    '```',
    '',
  ].join('\n')
}
