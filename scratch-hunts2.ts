import { ablatable as abl } from './lab/records/ablatable'
import { told } from './lab/records/told'
const ablatable = [...abl, ...told]
import { numberOf } from './lab/questions/question'
import { everything } from './lab/walking/draw-question'
import { session } from './lab/walking/session'
const { faults: _, ...allButFaults } = everything
const jobs: [string, number, string][] = process.argv.slice(3).map((w) => {
  const [n = '', s = '0', k = ''] = w.split('@')
  return [n, Number(s), k]
})
for (const [name, seed, way] of jobs) {
  const row = ablatable.find((r) => r.name === name)!
  const asked = row.question
  const isMoving = asked.bounds.reassign !== undefined
  const isPinned =
    asked.settings.uncleanElection || asked.bounds.faults['machine-crash'] > 0 || way.includes('p') || isMoving
  const grain = isMoving || way.includes('a') ? 'atomic' : 'message'
  const open: any = way.includes('b') ? { leader: true } : isPinned ? allButFaults : everything
  const t = process.cpuUsage().user
  try {
    const walking = session({
      seed: `tidemark/${row.name}/${seed}`,
      asked: { ...asked, unlike: undefined, bounds: { ...asked.bounds, grain } } as any,
      open,
      runs: 1e9,
      steps: 120,
    })
    const most = Number(process.argv[2])
    while (walking.advance(20000) && walking.progress.steps < most);
    const f = walking.found
    console.log(
      row.name,
      seed,
      way,
      f ? `found ${numberOf(f.target)} want ${row.expected.property} walk ${f.walk} step ${f.step}` : 'none',
      'steps',
      walking.progress.steps,
      'cpu',
      (process.cpuUsage().user - t) / 1e6,
    )
  } catch (e) {
    console.log(row.name, seed, String(e).slice(0, 200))
  }
}
