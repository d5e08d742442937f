import type { Machine, Property } from '../contract/machine'
import { memoryDisk } from '../explorer/node/saving/memory-disk'
import { specimens, type Specimen } from '../specimens/catalogue'
import { dieHard, neverFour, type Jugs, type Pour } from '../specimens/die-hard'
import { run } from './run'
import type { Io } from './io'
import { memoryFiles, nowhere } from './nowhere'

/** The command line in this process, for tests: what it prints, and files that are not on any disk. */
export interface Printed {
  readonly code: number
  readonly out: string
  readonly err: string
}

const jugs = (name: string, ...properties: readonly Property<Jugs, Pour>[]): Specimen => ({
  name,
  what: 'two jugs',
  constants: [],
  build: () => ({ run: (use) => use(dieHard, properties) }),
})

const outOfOrder: Machine<Jugs, Pour> = {
  ...dieHard,
  // `successors` says that every action is enabled, and `fire` refuses all of them.
  fire: () => ({ refused: 'is out of order' }),
}

const INJECTED: readonly Specimen[] = [
  ...specimens,
  jugs('dry', { kind: 'reachable', name: 'a flood', required: true, found: () => false }),
  jugs('optional', { kind: 'reachable', name: 'a flood', found: () => false }),
  jugs('burst', {
    kind: 'always',
    name: 'pressure',
    check() {
      throw new Error('the gauge burst')
    },
  }),
  { ...jugs('liar'), build: () => ({ run: (use) => use(outOfOrder, [neverFour]) }) },
]

/** Deviations from the defaults. `words` is the command line as a list; use it if a word contains a space. */
interface Means {
  readonly interruptAfter?: number
  readonly errIsTerminal?: boolean
  readonly errWidth?: number
  readonly files?: Map<string, string>
  readonly disk?: ReturnType<typeof memoryDisk>
  readonly keepSeconds?: number
  readonly words?: readonly string[]
  /** Whatever else is not as usual: a full disk, a narrow terminal. */
  readonly outside?: Partial<Io>
}

/** Runs a command line in this process. `interruptAfter` simulates Ctrl-C after that many checks for it. */
export const tidemark = async (
  line: string,
  {
    interruptAfter = Infinity,
    errIsTerminal = false,
    errWidth,
    files = new Map<string, string>(),
    disk = memoryDisk(),
    keepSeconds = 30,
    words = line.split(' ').filter(Boolean),
    outside = {},
  }: Means = {},
): Promise<Printed> => {
  const written = { out: '', err: '', looks: 0, time: 0 }
  const code = await run(words, {
    ...nowhere(),
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    ...{ errIsTerminal, errWidth },
    files: memoryFiles(files),
    ...{ disk, keepSeconds },
    clock: { now: () => written.time++, cpu: () => 0, pause: () => Promise.resolve() },
    listen: () => ({ isWanted: () => ++written.looks > interruptAfter, release: () => undefined }),
    specimens: INJECTED,
    ...outside,
  })
  return { code, out: written.out, err: written.err }
}
