/** Searches that are stopped and resumed: small ones in npm test, large ones in the long tests. */
import type { Disk } from '../explorer/node/saving/disk'
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { tidemark, type Printed } from './harness'

export const KIP = 'check --machine kip-320 --untimed'
export const BROKEN = 'check --kafka 2.0.0 --unlike 2.1 --epochs 2 --faults isr-shrink=1,leader-move=1'

type Answer = Pick<Printed, 'code' | 'out'>

const answerTo = async (line: string): Promise<Answer> => {
  const { code, out } = await tidemark(line)
  return { code, out }
}

const answers = new Map<string, Promise<Answer>>()

/** The output of an uninterrupted search. Many tests need the same. */
export const plain = (line: string): Promise<Answer> => {
  const answer = answers.get(line) ?? answerTo(line)
  answers.set(line, answer)
  return answer
}

/** Stops a search after so many slices, resumes it, and so on until it ends. Returns what was printed at the end. */
const inParts = async (line: string, slices: number, disk: Disk): Promise<Printed & { readonly parts: number }> => {
  let said = await tidemark(line, { interruptAfter: slices, disk })
  let parts = 1
  for (; said.code === 3; parts++) said = await tidemark(`${line} --resume`, { interruptAfter: slices, disk })
  return { ...said, parts }
}

export const endAsOne = (cases: readonly (readonly [claim: string, line: string, slices: number])[]): void =>
  test.each(cases)('%s', async (_, line, slices) => {
    const files = new Map<string, Uint8Array>()
    const { parts, code, out } = await inParts(line, slices, memoryDisk(files))
    expect({ code, out }).toMatchObject(await plain(line))
    expect(parts).toBeGreaterThan(2)
    expect([...files.keys()]).toEqual([])
  })

/** Stopped at so many states, with so many threads before and after. */
export const endAsOneThread = (
  line: string,
  states: number,
  threads: readonly (readonly [before: number, after: number])[],
): void =>
  test.each(threads)('with %i threads before and %i after', async (before, after) => {
    const disk = memoryDisk()
    const stopped = await tidemark(`${line} --workers ${before} --max-states ${states}`, { disk })
    expect(stopped.code).toBe(3)
    const { code, out } = await tidemark(`${line} --workers ${after} --resume`, { disk })
    expect({ code, out }).toMatchObject(await plain(line))
  })
