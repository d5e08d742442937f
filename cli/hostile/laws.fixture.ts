/** What every answer of the command line keeps, whatever was typed, and whatever stands in the files. */
import { Ajv2020 } from 'ajv/dist/2020'
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import type { Files } from '../../explorer/node/files'
import type { Disk } from '../../explorer/node/saving/disk'
import { schemas } from '../../reports/schemas'
import { tidemark, type Printed } from '../harness'
import type { Io } from '../io'
import { memoryFiles } from '../nowhere'
import type { Words } from './grammar.fixture'

/** The files of a folder, and its saved searches. */
export interface Place {
  readonly files: ReadonlyMap<string, string>
  readonly disk: ReadonlyMap<string, Uint8Array>
}

/** `ladder`, `ablate`, `report` and `tell` compare; 1 says that something differs. */
const CODES = [0, 1, 2, 3, 10, 11]
const COMPARING = ['ladder', 'ablate', 'report', 'tell']

/** Control characters except the end of a line, and characters that change the writing direction. */
const WILD = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u

const ajv = new Ajv2020({ strict: true })

interface Left extends Printed {
  readonly files: Map<string, string>
  readonly disk: Map<string, Uint8Array>
}

/** What is wrong with the disk: nothing; no space is left; or nothing may be read. */
export type Trouble = 'none' | 'full' | 'unreadable'

/** Asks in a copy of a place. Ctrl-C comes soon, so that `serve` ends. */
const ask = async (words: Words, place: Place, trouble: Trouble): Promise<Left> => {
  const files = new Map(place.files)
  const disk = new Map([...place.disk].map(([path, bytes]) => [path, bytes.slice()]))
  const interruptAfter = words[0] === 'serve' ? 0 : Infinity
  const outside = troubled(trouble, memoryFiles(files), memoryDisk(disk))
  const printed = await tidemark('', { words, interruptAfter, outside })
  return { ...printed, files, disk }
}

const troubled = (trouble: Trouble, files: Files, disk: Disk): Pick<Io, 'files' | 'disk'> => {
  const fails = (code: string) => (): never => {
    throw Object.assign(new Error(`${code}: it failed, 'x'`), { code })
  }
  const [full, denied] = [fails('ENOSPC'), fails('EACCES')]
  if (trouble === 'full') return { files: { ...files, write: full }, disk: { ...disk, replace: full, create: full } }
  if (trouble === 'unreadable')
    return { files: { ...files, read: denied }, disk: { ...disk, read: denied, open: denied } }
  return { files, disk }
}

/** The laws that an answer breaks; `lost` are files that it should have left as they were. */
const broken = (words: Words, place: Place, left: Left): readonly string[] => {
  const { code, out, err } = left
  const isJson = words.includes('--json')
  const laws: Readonly<Record<string, boolean>> = {
    [`the exit code is ${code}`]: CODES.includes(code) && (code !== 1 || COMPARING.includes(words[0] ?? '')),
    'there is a stack trace': !/^ {4}at /m.test(out + err),
    'it cannot be printed': !WILD.test(err) && (isWhole(words) || !WILD.test(out)),
    'bad input is one line on standard error': code !== 2 || /^tidemark: [^\n]+\n$/.test(err),
    'bad input prints something else': code !== 2 || isJson || out === '',
    'there is no answer': code === 2 || out.trim() !== '',
    'the error is longer than anybody reads': err.length < 3000,
  }
  return [
    ...Object.entries(laws).flatMap(([law, holds]) => (holds ? [] : [law])),
    ...(isJson && out !== '' && !isHelp(words) ? jsonComplaints(words, left) : []),
    ...lost(words, place, left),
  ]
}

const isHelp = (words: Words): boolean => words.some((word) => /^(-h|--help|-V|--version|help)$/.test(word))

/** What `export` prints is for another program. */
const isWhole = (words: Words): boolean => words[0] === 'export'

const jsonComplaints = (words: Words, { code, out }: Printed): readonly string[] => {
  if (!/^[^\n]+\n$/.test(out)) return ['--json prints more than one line']
  const name = code === 2 ? 'error' : (words[0] ?? '')
  const schema = JSON.parse(schemas[name] ?? schemas['error'] ?? '{}') as { readonly $id: string }
  const check = ajv.getSchema(schema.$id) ?? ajv.compile(schema)
  void check(JSON.parse(out))
  return (check.errors ?? []).map(({ instancePath, message }) => `--json: ${instancePath} ${message}`)
}

/** The files that changed and that the command does not name as its output. */
const lost = (words: Words, place: Place, { code, files, disk }: Left): readonly string[] => {
  const changed = [...place.files].filter(([path, text]) => files.get(path) !== text).map(([path]) => path)
  const mayChange = (path: string): boolean =>
    code !== 2 &&
    (words.some((word) => word === path || word.endsWith(`=${path}`)) ||
      path.startsWith('.tidemark/runs/latest') ||
      (words[0] === 'baseline' && words.includes('--accept')))
  const searched = [...place.disk].filter(([path, bytes]) => !isSame(bytes, disk.get(path)))
  return [
    ...changed.filter((path) => !mayChange(path)).map((path) => `${path} was changed`),
    ...(code === 2 && searched.length > 0 ? ['a saved search was changed'] : []),
  ]
}

const isSame = (one: Uint8Array, other: Uint8Array | undefined): boolean =>
  other !== undefined && Buffer.from(one).equals(other)

/** Asks twice. The laws that are broken, in the words of a failing test. */
export const complaints = async (words: Words, place: Place): Promise<readonly string[]> => {
  const first = await ask(words, place, 'none')
  const again = await ask(words, place, 'none')
  // A free port is another one each time.
  const isSameAgain = words[0] === 'serve' || (first.out === again.out && first.err === again.err)
  const isSame = isSameAgain && first.code === again.code
  return [...broken(words, place, first), ...(isSame ? [] : ['asked twice, it answers differently'])]
}

/** Asks once. */
export const complaintsOnce = async (words: Words, place: Place): Promise<readonly string[]> =>
  broken(words, place, await ask(words, place, 'none'))

/** Asks in a place in which no file can be written, and in one in which none can be read. */
export const complaintsOfTrouble = async (words: Words, place: Place): Promise<readonly string[]> => {
  const [usual, full] = [await ask(words, place, 'none'), await ask(words, place, 'full')]
  const isLost = !isWriter(words) && full.code !== usual.code
  return [
    ...broken(words, place, full),
    ...(isLost ? [`a full disk changes the answer from ${usual.code} to ${full.code}`] : []),
    ...broken(words, place, await ask(words, place, 'unreadable')),
  ]
}

/** A command that is there to write a file has no answer without one. */
const isWriter = (words: Words): boolean =>
  words[0] === 'page' || words.some((word) => /^--(out|accept|rewrite|fingerprints)/.test(word))
