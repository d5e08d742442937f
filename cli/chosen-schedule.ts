import { badInput } from '../lab/questions/bad-input'
import type { Story } from '../lab/telling/story/parse'
import { hasSeveral, splitStory } from '../lab/telling/story/split'
import { shellWord } from '../reports/formats/words'
import type { Io } from './io'

/** One schedule of a page that has several, as a story of its own: by its number, from 1, or by a part of its title. */
export const chosenIn = (story: Story, word: string | undefined, io: Pick<Io, 'self' | 'asked'>): Story => {
  if (!hasSeveral(story)) {
    if (word === undefined || word === '1') return story
    throw badInput(`--schedule is '${word}': ${story.path} has one schedule`)
  }
  const all = splitStory(story).map((one) => one.story)
  const found = word === undefined ? [] : all.filter((one, index) => isMeant(one, index, word))
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  const clusters = all.map(clusterOf)
  const titles = all.map(({ title }, index) => {
    const own = title.slice(story.title.length).replace(/^: /, '') || differing(clusters, index)
    return own === '' ? String(index + 1) : `${index + 1} (${own})`
  })
  const wrong =
    word === undefined
      ? `${story.path} has ${all.length} schedules`
      : `--schedule is '${word}': ${found.length === 0 ? 'no schedule' : `${found.length} schedules`} of ${story.path}`
  throw badInput(
    `${wrong}, expected --schedule and one of ${titles.join(', ')}`,
    all.map((_, index) => `  ${commandWith(index + 1, io)}`),
  )
}

const clusterOf = ({ parts }: Story): readonly string[] => {
  const [first] = parts.flatMap((part) => (part.kind === 'block' ? part.commands : []))
  return first?.text.split(' ') ?? []
}

/** Where no heading names a schedule: what its cluster has that not all of them have. */
const differing = (clusters: readonly (readonly string[])[], index: number): string =>
  (clusters[index] ?? []).filter((word) => clusters.some((other) => !other.includes(word))).join(' ')

const isMeant = ({ title }: Story, index: number, word: string): boolean =>
  /^\d+$/.test(word) ? Number(word) === index + 1 : title.toLowerCase().includes(word.toLowerCase())

/** What was typed, with this number. */
const commandWith = (number: number, { self, asked }: Pick<Io, 'self' | 'asked'>): string => {
  const words = asked.filter((word, at) => !/^--schedule(=|$)/.test(word) && asked[at - 1] !== '--schedule')
  return [self, ...words.map(shellWord), `--schedule ${number}`].join(' ')
}
