/** Random walks with the log on disk: as many records are drawn as without. */
import { tidemark } from './harness'

test.each(['', ' --cleanup compact --keys 2 --tombstones b', ' --retention 0 --time 2 --delete-records'])(
  'the baseline holds in walks with --storage%s',
  async (words) => {
    const { code, out, err } = await tidemark(`walk --kafka baseline --storage${words} --runs 2 --steps 150 --untimed`)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('storage yes')
  },
)
