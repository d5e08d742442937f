/** What the tests of `check --reach` with several threads share. */
import { tidemark } from './harness'

/** Two threads find the schedule that one thread finds, to these goals, under these bounds. */
export const isFoundByAny = (goals: readonly string[], bounds: readonly string[] = []): void =>
  test.each(goals)('the schedule to %s does not depend on the number of threads', async (goal) => {
    const asked = (workers: string): ReturnType<typeof tidemark> =>
      tidemark('', {
        words: ['check', ...bounds, '--faults', 'leader-move=2', '--untimed', '--workers', workers, '--reach', goal],
      })
    expect(await asked('2')).toEqual(await asked('1'))
  })
