/** `check --reach` with several threads. */
import { tidemark } from './harness'

test.each(['some x: some y: x != y and leads(x) and leads(y)', 'leads(1) and epoch(1) = 0 and epoch = 2', 'stuck'])(
  'the schedule to %s does not depend on the number of threads',
  async (goal) => {
    const asked = (workers: string): ReturnType<typeof tidemark> =>
      tidemark('', {
        words: ['check', '--faults', 'leader-move=2', '--untimed', '--workers', workers, '--reach', goal],
      })
    expect(await asked('2')).toEqual(await asked('1'))
  },
)
