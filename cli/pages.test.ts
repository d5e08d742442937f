import { fill } from './pages'
import { areFilledIn, shortPages } from './quoting.fixture'

areFilledIn(shortPages)

test('quoted output is filled in, and all other text stays unchanged', async () => {
  const page = ['# Title', '```console', '$ npm run -s tidemark -- check --kafka 9', 'old', '```', 'text'].join('\n')
  const filled = await fill(page)
  expect(filled).toContain("\ntidemark: --kafka is '9'")
  expect(filled).toMatch(/^# Title\n```console\n\$ npm run -s tidemark -- check --kafka 9\n/)
  expect(filled).toMatch(/\n```\ntext$/)
})

test('a replay uses the token that was printed before it', async () => {
  const check = '$ npm run -s tidemark -- check --machine die-hard'
  const blocks = [check, '```', '```console', '$ npm run -s tidemark -- replay tm1:old --kafka 1.1', 'old', '```']
  const filled = await fill(['```console', ...blocks].join('\n'))
  const [, token] = /replay (tm1:machine=die-hard:\S+)\n/.exec(filled) ?? []
  expect(filled).toContain(`\n$ npm run -s tidemark -- replay ${token} --kafka 1.1\n`)
})
