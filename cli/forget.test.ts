/** `check --forget`: what nobody looks at any more is dropped (docs/decisions/0077). */
import { tidemark } from './harness'

/** B57. */
const LOSES =
  '--kafka 4.3 --with hypothetical-keep-proposal,hypothetical-fenced-count --records 1 --faults leader-move=2 --property S1'

test('what breaks is shown by a model that forgets nothing, after as many steps', async () => {
  const [forgetting, whole] = [
    await tidemark(`check ${LOSES} --forget --untimed`),
    await tidemark(`check ${LOSES} --untimed`),
  ]
  expect([forgetting.code, whole.code]).toEqual([10, 10])
  expect(forgetting.out).toContain('count once (--forget)')
  const token = / replay (tm1:\S+)/.exec(forgetting.out)?.[1] ?? ''
  expect(token).not.toContain('forget')
  const steps = (out: string): number => out.split('\n').filter((line) => /^ *\d+ /.test(line)).length
  expect(steps(forgetting.out)).toBe(steps(whole.out))
  expect((await tidemark(`replay ${token}`)).code).toBe(10)
})

test.each([
  ['', true],
  ['--symmetry', false],
  ['--partial-order', false],
  ['--property L1', false],
  ['--storage', false],
  ['--forget', false],
])(
  'a search with %s that was stopped is asked again with --forget, if that is of use: %s',
  async (words, isOffered) => {
    const { code, out } = await tidemark(`check --kafka 4.3 --max-states 50 ${words}`)
    expect(code).toBe(3)
    expect(out.slice(out.indexOf('\nnext')).includes(' --forget')).toBe(isOffered || words === '--forget')
  },
)

test.each([
  ['check --forget', '--forget is for releases with KRaft'],
  ['check --kafka 4.3 --forget --symmetry', '--forget does not go with --symmetry'],
  ['check --kafka 4.3 --forget --partial-order', '--forget does not go with --partial-order'],
  ['check --kafka 4.3 --forget --reach stuck', '--forget does not go with --reach'],
  ['check --kafka 4.3 --forget --coverage', '--forget does not go with --coverage'],
  ['check --kafka 4.3 --forget --all', '--forget does not go with --all'],
  ['check --kafka 4.3 --forget --property L1', "--forget does not go with 'L1'"],
  ['check --kafka 4.3 --forget --storage', '--forget does not go with --storage'],
  ['check --kafka 4.3 --forget --faults leader-move=1,quorum-loss=1', '--forget does not go with --faults quorum-loss'],
])('%s is refused in one line', async (line, message) => {
  const { code, err } = await tidemark(line)
  expect(code).toBe(2)
  expect(err).toContain(message)
  expect(err.trim().split('\n')).toHaveLength(1)
})
