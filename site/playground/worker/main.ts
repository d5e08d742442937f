import { isBadInput, linesBelow } from '../../../lab/questions/bad-input'
import type { Answer, Ask, Told } from '../messages'
import { draw, find, type Means } from './answer'
import { typedIn } from './typed'

/** What a Web Worker gives to its program. */
interface Port {
  postMessage(told: Told): void
  addEventListener(kind: 'message', listen: (event: { readonly data: Ask }) => void): void
}

/** A bug: the page hears of an error that nobody catches, and not of a promise that is rejected. */
const failed = (error: unknown): void =>
  void setTimeout(() => {
    throw error
  }, 0)

/** Answers one question at a time. */
const main = (port: Port): void => {
  const stopping = { isWanted: false }
  const means: Means = {
    clock: {
      now: () => performance.now() / 1000,
      // A page is not told its processor time, and prints none.
      cpu: () => 0,
      // A message to stop comes between two slices of a search.
      pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    },
    isStopped: () => stopping.isWanted,
    progress: (words) => port.postMessage({ kind: 'progress', words }),
  }
  const answer = async (ask: () => Promise<Answer> | Answer): Promise<void> => {
    stopping.isWanted = false
    try {
      port.postMessage({ kind: 'answered', answer: await ask() })
    } catch (error) {
      if (isBadInput(error)) port.postMessage({ kind: 'refused', why: error.message, below: linesBelow(error) })
      else failed(error)
    }
  }
  port.addEventListener('message', ({ data }) => {
    if (data.kind === 'stop') stopping.isWanted = true
    else if (data.kind === 'draw') void answer(() => draw(data.token))
    else void answer(() => find(typedIn(data.typed, data.more), means))
  })
}

main(globalThis as unknown as Port)
