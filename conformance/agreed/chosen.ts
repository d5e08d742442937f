import { badInput } from '../../lab/questions/bad-input'
import type { Try } from './tries'

const FIELDS = ['name', 'kafka', 'by'] as const

/** The tries that are named: by bug, release or way; with words of several kinds those that fit all. Bad input, for any other word. */
export const chosenBy = (words: readonly string[], tries: readonly Try[]): readonly Try[] => {
  const wanted = FIELDS.map((field) => words.filter((word) => tries.some((one) => one[field] === word)))
  const unknown = words.find((word) => !wanted.some((asked) => asked.includes(word)))
  if (unknown !== undefined) {
    const names = [...new Set(tries.map(({ name }) => name))].join(', ')
    throw badInput(
      `'${unknown}' is no schedule, release or way: expected ${names}, a release such as 2.1.1, classes or wire`,
    )
  }
  return tries.filter((one) =>
    FIELDS.every((field, at) => wanted[at]?.length === 0 || wanted[at]?.includes(one[field]) === true),
  )
}
