import { found } from './app/find'
import { breakingStep, momentsOf, proseAt } from './app/moments'
import { first, hashOf, reduce } from './app/state'
import { geometryFor, rowsIn, scrollFor } from './app/timeline/geometry'
import { accountWith, pageWith } from './fixture'
import { partsAt } from './parts-at'

const data = pageWith({}, { title: 'Another' })
const begin = first(data, '')
const after = reduce(data)

test('a page opens at the step that breaks a property', () => {
  expect(begin).toMatchObject({ finding: 0, step: 3, view: 'story' })
})

test('a link opens its step, and the address is the same link', () => {
  const looking = first(data, '#finding=2&step=1')
  expect(looking).toMatchObject({ finding: 1, step: 1 })
  expect(hashOf(looking)).toBe('#finding=2&step=1')
  expect(first(data, hashOf({ ...looking, view: 'plots' })).view).toBe('plots')
})

test.each(['#finding=-1&step=x', '#finding=99999999999&step=1e9', '#%', '#step=<script>', '##', '#finding=77&step=99'])(
  'a wrong link (%s) opens an existing view',
  (hash) => {
    const { finding, step } = first(data, hash)
    expect([0, 1]).toContain(finding)
    expect(step).toBeLessThanOrEqual(3)
    expect(step).toBeGreaterThanOrEqual(0)
  },
)

test('no step is before the first or after the last', () => {
  expect(after(begin, { type: 'move', by: 1 }).step).toBe(3)
  expect(after(begin, { type: 'move', by: -Infinity }).step).toBe(0)
  expect(after(begin, { type: 'step', to: -4 }).step).toBe(0)
})

test('playing advances step by step, restarts from the last step, and stops at the last step', () => {
  const playing = after(begin, { type: 'play' })
  expect(playing).toMatchObject({ isPlaying: true, step: 0 })
  const later = [1, 2, 3].reduce((looking) => after(looking, { type: 'tick' }), playing)
  expect(later).toMatchObject({ isPlaying: false, step: 3 })
})

test('a moment contains the unchanged parts of earlier moments', () => {
  const moments = momentsOf(accountWith())
  expect(moments.last).toBe(3)
  expect(moments.broker(2, 1)?.log).toEqual([{ value: 'a', epoch: 0 }])
  expect(moments.broker(3, 1)?.log).toEqual([])
  expect(moments.broker(2, 3)?.isUp).toBe(false)
  expect(moments.partition(3)?.leader).toBe('1')
  expect(moments.clients(1)?.committed).toEqual([])
  expect(moments.broker(0, 3)).toBeUndefined()
})

test('the refused actions are known at every step', () => {
  const moments = momentsOf(accountWith())
  const refused = [{ action: 'broker 1 fetches from its leader', reason: 'is the leader' }]
  expect(moments.refused(2)).toEqual(refused)
  const possible = { ...accountWith(), guards: { ...accountWith().guards, refused: [[0, 0], [0, -1], [], []] } }
  expect(momentsOf(possible).refused(0)).toEqual(refused)
  expect(momentsOf(possible).refused(2)).toEqual([])
})

test('a message is found at every step from sending to its end', () => {
  const moments = momentsOf(accountWith())
  const kinds = (from: number, to: number): readonly string[] => moments.messages(from, to).map(({ kind }) => kind)
  expect(kinds(1, 1)).toEqual(['produce'])
  expect(kinds(2, 2)).toEqual(['fetch', 'fetch answer', 'LeaderAndIsr'])
  expect(kinds(3, 3)).toEqual(['LeaderAndIsr'])
})

test('only the visible rows of ten thousand are drawn', () => {
  const geometry = geometryFor(700, 5)
  const { from, to } = rowsIn(geometry, { top: 5000 * geometry.row, height: 20 * geometry.row }, 10_000)
  expect(from).toBeLessThanOrEqual(5000)
  expect(to).toBeGreaterThanOrEqual(5020)
  expect(to - from).toBeLessThan(40)
  expect(rowsIn(geometry, { top: 0, height: 100 }, 0)).toEqual({ from: 0, to: 0 })
})

test('the page scrolls to a hidden row, and does not scroll to a visible one', () => {
  const geometry = geometryFor(700, 5)
  const room = { top: 10 * geometry.row, height: 10 * geometry.row }
  expect(scrollFor(geometry, room, 15)).toBe(room.top)
  expect(scrollFor(geometry, room, 2)).toBeLessThanOrEqual(2 * geometry.row)
  expect(scrollFor(geometry, room, 40)).toBeGreaterThan(30 * geometry.row)
})

test('a search finds steps by all of its words, and findings by their titles', () => {
  expect(found(data, 0, 'process CRASH')).toMatchObject([{ finding: 0, step: 3 }])
  expect(found(data, 0, 'another')).toMatchObject([{ finding: 1 }])
  expect(found(data, 0, ' ')).toEqual([])
})

test('two accounts diverge if their states differ, or if one refuses a step', () => {
  const one = accountWith()
  expect(partsAt(one, accountWith())).toBeUndefined()
  const { rerun } = one
  const [begin, second, ...rest] = rerun.trace.steps
  const steps = [begin, { ...second, cells: ['L0 |', 'F0 |'] }, ...rest] as typeof rerun.trace.steps
  expect(partsAt(one, { ...one, rerun: { ...rerun, trace: { ...rerun.trace, steps } } })).toBe(2)
  expect(partsAt(one, { ...one, moments: one.moments.slice(0, 3) })).toBe(3)
  expect(partsAt(one, { ...one, rerun: { ...rerun, findings: [] } })).toBe(3)
})

test('a schedule that breaks nothing has no breaking step', () => {
  expect(breakingStep(accountWith())).toBe(3)
  expect(breakingStep({ ...accountWith(), rerun: { ...accountWith().rerun, findings: [] } })).toBeUndefined()
})

test('the last step shows the paragraphs before it and those that end the story', () => {
  const prose = [1, 3, 4].map((step) => ({ step, text: [`before ${step}`] }))
  const moments = momentsOf(accountWith())
  expect([0, 1, 2, 3].map((step) => proseAt(moments, prose, step))).toEqual([
    ['before 1'],
    ['before 1'],
    ['before 1'],
    ['before 3', 'before 4'],
  ])
})
