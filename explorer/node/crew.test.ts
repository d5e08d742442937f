/** Threads that share work. This file is also the source of such a thread, so that a real thread crashes. */
import { isMainThread } from 'node:worker_threads'
import { crew, type Crew, type News } from './crew'
import { serve } from './serve'
import { startThread } from './thread'

const LONG = 60_000

/** A piece of work for the threads of this file: a number to double, or a way to end. */
type Task = number | 'throw' | 'exit' | 'crash' | 'never'

const work = (task: Task): number => {
  if (task === 'throw') throw new Error('it is too hot')
  if (task === 'exit') process.exit(3)
  if (task === 'crash')
    process.nextTick(() => {
      throw new Error('it fell over')
    })
  for (; task === 'never';);
  return Number(task) * 2
}

const hired = async <R>(use: (threads: Crew<Task, number>) => Promise<R>, size = 2): Promise<R> => {
  const threads = crew<Task, number>(size, () => startThread(__filename.replace(/\.\w+$/, ''), undefined))
  try {
    return await use(threads)
  } finally {
    await threads.dismiss()
  }
}

const replies = async (threads: Crew<Task, number>, tasks: readonly Task[]): Promise<readonly News<Task, number>[]> => {
  const [left, came] = [[...tasks], [] as News<Task, number>[]]
  while (came.length < tasks.length) {
    for (let task = left[0]; task !== undefined && threads.hasRoom(); task = left[0]) {
      threads.give(task)
      left.shift()
    }
    came.push(...(await threads.news(LONG)))
  }
  return came
}

if (isMainThread) describe('a crew', tests)
else serve(work)

function tests(): void {
  test('answers every piece of work once', async () => {
    const came = await hired((threads) => replies(threads, [1, 2, 3, 4, 5, 6, 7]))
    const doubled = came.map(({ task, reply }) => [task, 'result' in reply && reply.result])
    expect(doubled.sort()).toEqual([1, 2, 3, 4, 5, 6, 7].map((task) => [task, task * 2]))
  })

  test('returns the error of a piece of work, and its thread continues', async () => {
    const came = await hired((threads) => replies(threads, ['throw', 4]), 1)
    expect(came).toMatchObject([{ reply: { error: { message: 'it is too hot' } } }, { reply: { result: 8 } }])
  })

  test('reports on which work a thread crashed, and continues with another thread', async () => {
    const came = await hired((threads) => replies(threads, ['exit', 5, 6]), 1)
    expect(came).toEqual([
      { task: 'exit', reply: { died: 'it ended with code 3' } },
      { task: 5, reply: { result: 10 } },
      { task: 6, reply: { result: 12 } },
    ])
  })

  test('continues with another thread if one crashes after its work', async () => {
    const came = await hired((threads) => replies(threads, ['crash', 7, 7]), 1)
    expect(came.at(-1)).toEqual({ task: 7, reply: { result: 14 } })
  })

  test('can be dismissed while a thread does endless work', async () => {
    const came = await hired(async (threads) => {
      threads.give('never')
      return threads.news(1)
    })
    expect(came).toEqual([])
  })
}
