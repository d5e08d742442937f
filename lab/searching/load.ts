import { isRefused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import { FileStore } from '../../explorer/node/saving/file-store'
import type { Header } from '../../explorer/node/saving/header'
import { LINKS, ROWS_A_BLOCK, type Rows } from '../../explorer/node/saving/rows'
import type { Store } from '../../explorer/store'
import { badInput } from '../questions/bad-input'

/** The states to load, as described by a header. */
interface Saved<S, A> {
  readonly path: string
  readonly rows: Rows
  readonly header: Header
  readonly machine: Machine<S, A>
}

/**
 * Loads the states of a file into a store. Throws bad input if they do not match the header, and leaves the file
 * unchanged.
 */
export const load =
  <S, A>(saved: Saved<S, A>) =>
  (store: Store): void => {
    const { path, rows, header } = saved
    const known = { isDoubled: false }
    eachBlock(saved, (block) => {
      rows.recall(block)
      if (store instanceof FileStore) store.recall(block)
      else known.isDoubled ||= !addAll(block, store)
    })
    const sums = rows.sums()
    const wrong = sums.findIndex((sum, block) => sum !== header.blocks[block])
    if (wrong >= 0 || sums.length !== header.blocks.length) {
      const first = Math.max(wrong, 0) * ROWS_A_BLOCK
      throw badInput(`${path}: damaged: the checksum of the states from number ${first} on is wrong`)
    }
    if (known.isDoubled) throw badInput(`${path}: damaged: it contains a state twice: expected each state once`)
    const stray = strayIn(saved.machine, store)
    if (stray !== undefined)
      throw badInput(
        `${path}: state ${stray} does not follow from its parent: expected states of this version of tidemark`,
      )
    rows.cut()
  }

const eachBlock = <S, A>({ path, rows, header }: Saved<S, A>, visit: (block: Int32Array) => void): void => {
  for (let first = 0; first < header.states; first += ROWS_A_BLOCK) {
    const block = new Int32Array(Math.min(ROWS_A_BLOCK, header.states - first) * rows.width)
    if (!rows.read(first, block)) throw badInput(`${path}: too short: expected ${header.states} states`)
    visit(block)
  }
}

/** False if a state was known before. */
const addAll = (block: Int32Array, store: Store): boolean => {
  const width = store.words + LINKS
  for (let at = 0; at < block.length; at += width) {
    const index = store.add(block.subarray(at + LINKS, at + width))
    if (index < 0) return false
    store.link(index, block[at] as number, block[at + 1] as number)
  }
  return true
}

/**
 * Checks a sample of states: the number of one that does not follow from its parent, if there is one. This detects
 * rules that changed, which a checksum cannot detect.
 */
const strayIn = <S, A>({ initial, states, actions, fire }: Machine<S, A>, store: Store): number | undefined => {
  const packed = new Int32Array(states.words)
  const isRight = (index: number): boolean => {
    const parent = store.parent(index)
    if (parent < 0 !== (index === 0) || parent >= index) return false
    const action = actions.all[store.action(index)]
    const after = parent < 0 ? initial : action && fire(states.read(store.chunk(parent), store.offset(parent)), action)
    if (after === undefined || isRefused(after as object)) return false
    states.write(after as S, packed, 0)
    const [chunk, offset] = [store.chunk(index), store.offset(index)]
    return packed.every((word, at) => chunk[offset + at] === word)
  }
  const stride = Math.max(1, Math.floor(store.count / LOOKS))
  for (let index = 0; index < store.count; index += stride) if (!isRight(index)) return index
  return undefined
}

const LOOKS = 1000
