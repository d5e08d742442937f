import fc from 'fast-check'
import { below, isWithin, searchLattice, setsOf, type Budgets, type Said } from './lattice'

/** A world in which exactly the supersets of these sets break; some sets are never searched to their end. */
const world =
  (breaking: readonly Budgets[], stopped: readonly Budgets[] = []) =>
  (set: Budgets): Promise<Said<'h'>> => {
    if (stopped.some((one) => one.join() === set.join())) return Promise.resolve({ kind: 'unknown' })
    return Promise.resolve(
      breaking.some((one) => isWithin(one, set))
        ? { kind: 'breaks', harms: ['h'], others: 'open' }
        : { kind: 'survives' },
    )
  }

const answerOf = async (
  most: Budgets,
  faults: number,
  ask: (set: Budgets) => Promise<Said<'h'>>,
): Promise<Record<'minimal' | 'breaking' | 'unknown', readonly string[]>> => {
  const found = (await searchLattice(['h'], { most, faults, isStopped: () => false }, ask)).get('h')
  const words = (sets: readonly Budgets[] = []): readonly string[] => sets.map((set) => set.join()).sort()
  return { minimal: words(found?.minimal), breaking: words(found?.breaking), unknown: words(found?.unknown) }
}

test('the sets of a size are all those within the budgets, and none twice', () => {
  expect(setsOf([2, 1], 2)).toEqual([
    [2, 0],
    [1, 1],
  ])
  expect(setsOf([2, 1], 4)).toEqual([])
  expect(setsOf([], 0)).toEqual([[]])
})

const budgets = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 })

test('the minimal sets are those that break, and of which every set with one fault less does not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(budgets, { maxLength: 4 }), fc.integer({ min: 0, max: 6 }), async (breaking, faults) => {
      const breaks = (set: Budgets): boolean => breaking.some((one) => isWithin(one, set))
      const all = Array.from({ length: faults + 1 }, (_, size) => setsOf([2, 2, 2], size)).flat()
      const expected = all.filter((set) => breaks(set) && !below(set).some(breaks)).map((set) => set.join())
      const { minimal, ...others } = await answerOf([2, 2, 2], faults, world(breaking))
      expect(minimal).toEqual(expected.sort())
      expect(others).toEqual({ breaking: [], unknown: [] })
    }),
    { numRuns: 60, seed: 58 },
  )
})

test('a set that was not searched to its end is unknown, and what breaks above it is not called minimal', async () => {
  expect(await answerOf([1, 1], 2, world([[1, 1]], [[1, 0]]))).toEqual({
    minimal: [],
    breaking: ['1,1'],
    unknown: ['1,0'],
  })
})

test('a set that survives says that all smaller ones do, also those whose search was stopped', async () => {
  expect(await answerOf([1, 1], 2, world([], [[1, 0]]))).toEqual({ minimal: [], breaking: [], unknown: [] })
})

test('what breaks is not asked again with more faults', async () => {
  const asked: string[] = []
  await answerOf([2, 1], 3, (set) => {
    asked.push(set.join())
    return world([[1, 0]])(set)
  })
  expect(asked).toEqual(['0,0', '1,0', '0,1'])
})

test('where it is stopped, all that was not asked is unknown', async () => {
  const found = await searchLattice(['h'], { most: [1, 1], faults: 2, isStopped: () => true }, world([]))
  expect(found.get('h')?.unknown).toHaveLength(4)
})

/** One kind of fault: one of it does h, and the search says the same of i, whatever that is. */
const askedWith = async (others: 'open' | 'survive' | 'unknown') => {
  const asked: string[] = []
  const found = await searchLattice(['h', 'i'], { most: [1], faults: 1, isStopped: () => false }, ([times], open) => {
    asked.push(`${times} ${open.join()}`)
    return Promise.resolve<Said<'h' | 'i'>>(
      times === 1 && open.includes('h') ? { kind: 'breaks', harms: ['h'], others } : { kind: 'survives' },
    )
  })
  return { asked, h: found.get('h'), i: found.get('i') }
}

const h = { minimal: [[1]], breaking: [], unknown: [] }
const none = { minimal: [], breaking: [], unknown: [] }

test('harms that a search leaves open are asked for again, and those of which it says something are not', async () => {
  expect(await askedWith('open')).toEqual({ asked: ['0 h,i', '1 h,i', '1 i'], h, i: none })
  expect(await askedWith('survive')).toEqual({ asked: ['0 h,i', '1 h,i'], h, i: none })
  expect(await askedWith('unknown')).toEqual({ asked: ['0 h,i', '1 h,i'], h, i: { ...none, unknown: [[1]] } })
})
