import { textsOf, type CaseSchedule } from '../../questions/case-schedule'

/** A schedule as a story: its steps as commands, in one block, at whose end all is expected to hold. Printed output is left out. */
export const storyFrom = (title: string, prose: readonly string[], one: CaseSchedule): string => {
  const words = Object.entries(one.asked.options).map(([name, word]) => `${name}=${word}`)
  return [
    `# ${title}`,
    '',
    ...prose,
    '',
    '```kafka',
    `cluster ${words.join(' ')}`,
    ...textsOf(one),
    'show',
    'expect holds',
    '```',
    '',
  ].join('\n')
}
