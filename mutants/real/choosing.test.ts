import { resolve } from 'node:path'
import { runInNewContext } from 'node:vm'
import { everyMutant } from '../catalogue'
import { mutantsOf, nameOf, type Mutant } from '../mutant'
import { atEqualDistances, guardsAmong } from './chosen'
import { heldWhile, keyOf, probed } from './probes'
import { cellsOf, summary, type TriedMutant } from '../../conformance/agreed/mutants'
import { unseen } from './unseen'
import { effectBeside, walksOf } from './walks'

const SOURCE = `const sign = (x) => {
  if (x > 0) return 1
  if (x < 0) {
    return -1
  }
  return 0
}
sign(-5)`

const guards = (): readonly Mutant[] =>
  mutantsOf('model/replica/a.ts', SOURCE).filter(({ operator }) => operator === 'guard dropped')

test('a guard notes when it holds', () => {
  const [positive, negative] = guards().map(keyOf)
  const held = heldWhile(() => void runInNewContext(probed(SOURCE, guards()), { globalThis }))
  expect(held).toEqual([negative])
  expect(positive).toMatch(/^model\/replica\/a\.ts: guard dropped: if \(x > 0\) return 1 @/)
})

test('they are chosen at equal distances', () => {
  const some = Array.from({ length: 8 }, (_, start) => ({ ...(guards()[0] as Mutant), start }))
  expect(atEqualDistances(some, 4).map(({ start }) => start)).toEqual([0, 2, 4, 6])
  expect(atEqualDistances(some, 99)).toHaveLength(8)
})

test('the walks of a model that is not changed are the same', () => {
  expect(effectBeside(walksOf(3))).toBe('none')
})

test('a walk that differs from what it was has an effect', () => {
  const [first = '', ...others] = walksOf(3)
  expect(effectBeside([first, ...others.map(() => '')])).toBe('some')
})

const every = everyMutant(resolve(__dirname, '..', '..'))

test('only guards of a broker are tried, and none that is listed as equivalent', () => {
  const among = guardsAmong(every)
  expect(new Set(among.map(({ operator }) => operator))).toEqual(new Set(['guard dropped']))
  expect(among.filter(({ file }) => /coordinator|environment/.test(file))).toEqual([])
  expect(among.some(({ text }) => text.startsWith('if (!purgatory.some('))).toBe(false)
})

test('every reason why one is not noticed is about a mutant of today', () => {
  const names = guardsAmong(every).map(nameOf)
  expect(unseen.filter(({ name }) => !names.includes(name))).toEqual([])
})

const looked = { walks: 3, steps: 90, threw: 0 }
const row = { file: 'model/replica/a.ts', line: 2, text: 'if (x) return y' }
const tried: readonly TriedMutant[] = [
  {
    ...row,
    looked: { ...looked, noticed: { step: 5, event: 'e', where: 'broker 1, isr[0]', model: '1', kafka: '2' } },
  },
  { ...row, looked: { ...looked, noticed: { step: 5, event: 'e', cannot: 'broker 1 is paused' } } },
  { ...row, looked, why: 'It is the same.' },
]

test('a row says what is noticed, or why nothing is', () => {
  expect(tried.map((one) => cellsOf(one).at(-1))).toEqual([
    'broker 1, isr[0]: 1 in the model, 2 in Kafka',
    'cannot be taken: broker 1 is paused',
    'nothing: It is the same.',
  ])
})

test('the summary tells values from steps', () => {
  expect(summary({ format: 1, kafka: '2.1.1', runs: 500, guards: 9, holding: 5, showing: 4, tried: [...tried] })).toBe(
    '2 of 3 mutants are noticed within 500 walks beside Kafka 2.1.1: 1 because a value differs, 1 because of a step that Kafka cannot take.',
  )
})
