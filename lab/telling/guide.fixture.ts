/** The pages of the guide, and how one is played. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseStory, rewriteStory } from './story/parse'
import { tellStory } from './story/tell'

const ROOT = join(__dirname, '..', '..')

export const GUIDE = 'docs/guide'

export const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .sort()

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** The pages with blocks that are played. */
export const played = pagesIn(GUIDE).filter((name) => /^```(kafka|shell)$/m.test(textOf(`${GUIDE}/${name}`)))

/** The page prints what it says. */
export const isAsPlayed = (path: string): void => {
  const story = parseStory(path, textOf(path))
  const { printed, differences } = tellStory(story)
  expect(differences).toEqual([])
  expect(rewriteStory(story, printed)).toBe(textOf(path))
}
