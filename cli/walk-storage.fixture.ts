/** Random walks with the log on disk: as many records are drawn as without. */
import { tidemark } from './harness'

export const baselineHolds = (runs: number, steps: number): void =>
  test.each(['', ' --cleanup compact --keys 2 --tombstones b', ' --retention 0 --time 2 --delete-records'])(
    'the baseline holds in walks with --storage%s',
    async (words) => {
      const asked = `walk --kafka baseline --storage${words} --runs ${runs} --steps ${steps} --untimed`
      const { code, out, err } = await tidemark(asked)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('storage yes')
    },
  )
