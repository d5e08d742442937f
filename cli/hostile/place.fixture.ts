/** A folder in which tidemark has worked: stories, saved runs, the record, a stopped search, a saved regression. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import { tidemark } from '../harness'
import type { Words } from './grammar.fixture'
import type { Place } from './laws.fixture'

const ROOT = join(__dirname, '..', '..')

export interface Inhabited extends Place {
  readonly files: Map<string, string>
  /** Tokens and paths of stories. */
  readonly tokens: Words
  readonly stories: Words
}

const storiesIn = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => [`${folder}/${name}`, readFileSync(join(ROOT, folder, name), 'utf8')])

const EARLIER = [
  'check --kafka 0.10.2 --unlike 1.1 --records 1 --epochs 2',
  'check --machine two-phase-commit --max-states 60',
  'check --records 1 --max-states 150',
  'check --records 1 --max-states 50 --fingerprints --brokers 2',
  'walk --runs 2 --steps 30 --brokers 2',
  'walk --kafka 0.10.2 --runs 40 --faults leader-move=2 --brokers 2 --records 1 --steps 40 --save',
  'ablate kip-101 --max-states 300',
]

export const inhabited = async (): Promise<Inhabited> => {
  const stories = [...storiesIn('scenarios'), ...storiesIn('scenarios/bugs')]
  const files = new Map(stories)
  const disk = new Map<string, Uint8Array>()
  for (const line of EARLIER) await tidemark(line, { files, disk: memoryDisk(disk) })
  await tidemark('baseline --accept', { files })
  await tidemark('walk --runs 2 --steps 30 --brokers 2', { files })
  for (const [path] of stories.slice(0, 3)) {
    const { out } = await tidemark(`export ${path} --format itf`, { files })
    files.set(path.replace('.md', '.itf.json'), out)
  }
  const found = [...files.values()].flatMap((text) => text.match(/tm1:[\w=:,.+/'-]+/g) ?? [])
  const told = await Promise.all(stories.slice(0, 6).map(([path]) => tidemark(`tell ${path} --json`, { files })))
  const ofStories = told.map(({ out }) => (JSON.parse(out) as { readonly token: string }).token)
  return { files, disk, tokens: [...new Set([...found, ...ofStories])], stories: stories.map(([path]) => path) }
}
