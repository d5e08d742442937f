import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseStory } from '../lab/telling/story/parse'
import { clusterOf, verbOf } from '../lab/telling/story/words'
import type { StoryPlace } from '../lab/telling/stories'

const FOLDERS = ['scenarios', 'scenarios/bugs']

/** Bugs and amendments whose story has another name. */
const ALSO: Readonly<Record<string, string>> = { 'scenarios/nobody-has-flushed.md': 'B35' }

/**
 * Every story that plays a schedule, with what it is about. `npm run pages` writes them into lab/records/stories.json, because a
 * command that names a story has not to read them all.
 */
const storyPlaces = (root: string): readonly StoryPlace[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md') && name !== 'README.md')
      .sort()
      .flatMap((name) => placeOf(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8'))),
  )

const placeOf = (path: string, text: string): readonly StoryPlace[] => {
  const { title, parts } = parseStory(path, text)
  const commands = parts.flatMap((part) => (part.kind === 'block' ? part.commands : []))
  const cluster = commands.find((one) => verbOf(one.text) === 'cluster')
  if (cluster === undefined) return []
  const { kafka = '', without } = clusterOf(cluster.text)
  const about = ALSO[path] ?? /(?:^|\/)(B\d+|k(?:ip|afka)-\d+)-[^/]*$/.exec(path)?.[1]
  return [{ path, title, ...(about && { about }), kafka, ...(without && { without }) }]
}

/** lab/records/stories.json as it should be. */
export const storiesText = (root: string): string => `${JSON.stringify(storyPlaces(root), undefined, 2)}\n`
