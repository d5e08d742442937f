/** kill -9 in the middle of a write: a few times in npm test, more often in the long tests. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rng } from '../explorer/rng'

const VICTIM = ['-r', join(__dirname, '..', 'from-source.js'), join(__dirname, 'victim.fixture.ts')]

interface Ended {
  readonly signal: string | null
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** Runs a command line in a separate process and folder, until it ends or is killed. */
const runUntil = (folder: string, moment: number, line: string): Ended => {
  const words = [...VICTIM, String(moment), ...line.split(' ')]
  const { signal, status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  return { signal, status, out: stdout, err: stderr }
}

export const surviveKills = (searches: readonly (readonly [kills: number, line: string])[]): void => {
  const home = mkdtempSync(join(tmpdir(), 'tidemark-killed-'))
  afterAll(() => rmSync(home, { recursive: true }))

  test.each(searches)('a search that is killed %i times ends as if it had not been: %s', (kills, line) => {
    const moments = rng(line)
    const folder = mkdtempSync(join(home, 'search-'))
    const whole = runUntil(folder, 0, line)
    expect([0, 10]).toContain(whole.status)
    const kept = { kills: 0, resumptions: 0 }
    while (kept.kills < kills) {
      const hasBegun = readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((path) =>
        path.endsWith('search.json'),
      )
      if (hasBegun) kept.resumptions++
      const ended = runUntil(folder, 1 + moments.below(12), hasBegun ? `${line} --resume` : line)
      if (ended.signal === 'SIGKILL') kept.kills++
      else expect(ended).toEqual(whole)
    }
    expect(kept.resumptions).toBeGreaterThan(kills / 2)
    const last = runUntil(folder, 0, `${line} --resume`)
    expect(last).toEqual(whole)
  })
}
