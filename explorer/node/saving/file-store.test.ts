import type { Store } from '../../store'
import { FileStore } from './file-store'
import { memoryDisk } from './memory-disk'
import { Rows, ROWS_A_BLOCK } from './rows'

const BLOCK = ROWS_A_BLOCK
const EDGES = [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 1, 2 * BLOCK + 5]

/** State number n is the word 3 n. It was reached from state n / 2 by action n modulo 7. */
const fillTo = (store: Store, count: number): void => {
  const packed = new Int32Array(1)
  for (let index = store.count; index < count; index++) {
    packed[0] = 3 * index
    if (store.add(packed) !== index || store.add(packed) !== -1) throw new Error(`state ${index} is not told apart`)
    store.link(index, index >>> 1, index % 7)
  }
}

const wrongIn = (store: Store): readonly number[] => {
  const all = Array.from({ length: store.count }, (_, index) => index)
  return all.filter(
    (index) =>
      store.chunk(index)[store.offset(index)] !== 3 * index ||
      store.parent(index) !== index >>> 1 ||
      store.action(index) !== index % 7,
  )
}

/** The rows that another search wrote to a file. */
const recalled = (rows: Rows, store: FileStore, count: number): void => {
  for (let first = 0; first < count; first += BLOCK) {
    const block = new Int32Array(Math.min(BLOCK, count - first) * rows.width)
    expect(rows.read(first, block)).toBe(true)
    rows.recall(block)
    store.recall(block)
  }
}

test('a file of states has each state in its position, no matter when it was written', () => {
  const rows = new Rows(1, () => memoryDisk().create('states'))
  const store = new FileStore(1, rows)
  for (const count of EDGES) {
    fillTo(store, count)
    store.flush()
    store.flush()
    expect(rows.count).toBe(count)
  }
  expect(wrongIn(store)).toEqual([])
})

test.each(EDGES)('a file of %i states continues as if it had not been closed', (count) => {
  const disk = memoryDisk()
  const left = new FileStore(1, new Rows(1, () => disk.create('states')))
  fillTo(left, count)
  left.flush()
  const rows = new Rows(1, () => disk.open('states') ?? disk.create('states'))
  const store = new FileStore(1, rows)
  recalled(rows, store, count)
  fillTo(store, 2 * BLOCK + 9)
  store.flush()
  expect([wrongIn(store), rows.count]).toEqual([[], 2 * BLOCK + 9])
})

test('on a full disk blocks stay in memory, and are written when there is space again', () => {
  const disk = memoryDisk()
  const room = { isFull: true }
  const rows = new Rows(1, () => {
    const file = disk.create('states')
    return {
      ...file,
      write(bytes, at) {
        if (room.isFull) throw new Error('full')
        file.write(bytes, at)
      },
    }
  })
  const store = new FileStore(1, rows)
  fillTo(store, 2 * BLOCK + 3)
  expect([store.isStuck, rows.count, wrongIn(store)]).toEqual([true, 0, []])
  expect(() => store.flush()).toThrow('full')
  room.isFull = false
  store.flush()
  expect([store.isStuck, rows.count, wrongIn(store)]).toEqual([false, 2 * BLOCK + 3, []])
})
