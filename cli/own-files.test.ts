/** Machines, properties and amendments in files of the user. */
import { tidemark } from './harness'
import { counter, file, LIBRARY } from './own-files.fixture'

describe('R30: --machine takes a file', () => {
  const path = counter('counter.js')

  test('it is checked, and its failure has a token, which is replayed and drawn', async () => {
    const { code, out } = await tidemark(`check --machine ${path} --untimed`)
    expect([code, out]).toEqual([10, expect.stringContaining('too many ticks') as string])
    const token = /replay {4}tidemark replay (\S+)/.exec(out)?.[1] ?? ''
    expect(token).toContain('tm1:machine=')
    expect((await tidemark(`replay ${token}`)).code).toBe(10)
    const files = new Map<string, string>()
    expect((await tidemark(`page ${token} --out page.html`, { files })).code).toBe(0)
    expect(files.get('page.html')).toContain('the counter ticks')
  })

  test('it is walked, and what a walk breaks is shrunk', async () => {
    const { code, out } = await tidemark(`walk --machine ${path} --seed s --untimed`)
    expect([code, out]).toEqual([10, expect.stringContaining('proved shortest') as string])
    expect((await tidemark('walk --machine two-phase-commit --runs 20 --untimed')).code).toBe(0)
  })

  test('a token names the file, and says so where there is no such file', async () => {
    const { code, err } = await tidemark('check --machine ./not-here.ts')
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/--machine: there is no file '\.\/not-here\.ts' in /) as string,
    ])
  })

  test('R6: a schema that leaves out a field is refused, with the name of the field', async () => {
    const lost = counter('lost.js', { field: 'hidden' })
    const { code, err } = await tidemark(`check --machine ${lost}`)
    expect([code, err]).toEqual([
      2,
      expect.stringContaining("'hidden' is 0, and the schema has no such field") as string,
    ])
    expect((await tidemark(`walk --machine ${lost}`)).code).toBe(2)
  })

  test.each([
    ['no export', '', 'exports nothing: expected an export named machine'],
    ['another export', 'exports.model = 1', 'exports model: expected an export named machine'],
    ['a wrong shape', 'exports.machine = { name: "x" }', 'machine: initial is missing'],
    [
      'a property of no kind',
      `exports.machine = require(${LIBRARY}).defineMachine({ name: 'x', initial: {}, schema: { kind: 'record', fields: [] }, actions: {}, rules: {} }); exports.properties = [{ kind: 'never' }]`,
      "properties: number 1: kind is 'never'",
    ],
    ['an error', 'throw new RangeError("no luck")', 'cannot be loaded: it throws RangeError: no luck'],
    ['a syntax error', 'exports.machine = {', 'cannot be loaded: '],
    ['a missing package', 'require("no-such-package")', "it imports 'no-such-package', which is not installed there"],
  ])('a file with %s is bad input, in one line', async (what, text, message) => {
    const { code, err, out } = await tidemark(`check --machine ${file(`${what.replaceAll(' ', '-')}.js`, text)}`)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(message)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})

describe('R25: --with takes a file', () => {
  test('what is no decision is refused', async () => {
    const typo = file('typo.js', `exports.amendment = { name: 'typo', decide: () => ({ mayLeavIsr: () => false }) }`)
    const { code, err } = await tidemark(`check --with ${typo}`)
    expect([code, err]).toEqual([2, expect.stringContaining('did you mean mayLeaveIsr?') as string])
  })
})

describe('--property takes a file', () => {
  test('of a machine: its own properties are not asked', async () => {
    const other = file(
      'other.js',
      `exports.property = { kind: 'reachable', name: 'nine', found: ({ count }) => count === 9 }`,
    )
    const { code, out } = await tidemark(`check --machine ${counter('other-counter.js')} --property ${other} --untimed`)
    expect([code, out]).toEqual([0, expect.stringContaining('1 of 1 reached') as string])
  })
})
