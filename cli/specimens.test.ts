/** The constants of specimens on the command line. */
import { specimens } from '../specimens/catalogue'
import { tidemark } from './harness'

const smallest = specimens.map(({ name, constants }) => ({
  name,
  options: constants.map(({ flag, min }) => `--${flag} ${min}`).join(' '),
}))

test.each(smallest)('$name takes all its constants as options: $options', async ({ name, options }) => {
  const { err, code } = await tidemark(`check --machine ${name} ${options} --max-states 1`)
  expect({ err, isBad: code === 2 }).toEqual({ err: '', isBad: false })
})

test('walk --continue goes on with the constants of a specimen', async () => {
  const files = new Map<string, string>()
  const { code } = await tidemark('walk --machine raft-election --nodes 2 --elections 1 --runs 2', { files })
  const { out } = await tidemark('walk --continue --untimed', { files })
  expect(code).toBe(0)
  expect(out).toContain('machine raft-election, nodes 2, elections 1')
})
