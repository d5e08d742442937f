/** The house rules that a compiler does not know: which room may import which, and what no file may contain. */
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { everySource, importsOf, isTest, ROOT, targetOf, withoutEnding, type Source } from './sources'

interface Law {
  readonly claim: string
  readonly room: string
  readonly rooms: readonly string[]
  readonly packages: readonly string[] | 'any' // 'node' stands for every module that comes with Node
}

// The account of a schedule is a room of one file, and explorer/node a room within a room: a path belongs to its
// longest match.
const ACCOUNT = 'lab/telling/account/account'
const NODE_SIDE = 'explorer/node'

const LAWS: readonly Law[] = [
  { claim: 'kit imports nothing but kit', room: 'kit', rooms: ['kit'], packages: [] },
  {
    claim: 'model imports only kit, itself and the contract',
    room: 'model',
    rooms: ['kit', 'model', 'contract'],
    packages: [],
  },
  {
    claim: 'properties import only kit, model, themselves and the contract',
    room: 'properties',
    rooms: ['kit', 'model', 'properties', 'contract'],
    packages: [],
  },
  {
    claim: 'the contract imports nothing but kit and itself',
    room: 'contract',
    rooms: ['kit', 'contract'],
    packages: [],
  },
  {
    claim: 'an account is plain data and imports the contract alone',
    room: ACCOUNT,
    rooms: ['contract'],
    packages: [],
  },
  {
    claim: 'explorer imports only kit and itself, and leaves clock, files and threads to explorer/node',
    room: 'explorer',
    rooms: ['kit', 'explorer', 'contract'],
    packages: ['seedrandom'],
  },
  {
    claim: 'explorer/node imports only kit, explorer and what comes with Node',
    room: NODE_SIDE,
    rooms: ['kit', 'explorer', 'contract', NODE_SIDE],
    packages: ['node', 'seedrandom'],
  },
  {
    claim: 'specimens import only kit, themselves and the contract',
    room: 'specimens',
    rooms: ['kit', 'specimens', 'contract'],
    packages: [],
  },
  {
    claim: 'lab imports every room but cli, reports and bench',
    room: 'lab',
    rooms: ['kit', 'model', 'properties', 'explorer', 'contract', ACCOUNT, NODE_SIDE, 'specimens', 'lab'],
    packages: 'any',
  },
  {
    claim: 'reports import only kit, themselves, the contract and the account of a schedule',
    room: 'reports',
    rooms: ['kit', 'reports', 'contract', ACCOUNT],
    packages: 'any',
  },
  {
    claim: 'the library imports every room but cli, and of packages fast-check alone',
    room: 'library',
    rooms: [
      ...['kit', 'model', 'properties', 'explorer', 'contract', ACCOUNT, NODE_SIDE],
      ...['specimens', 'lab', 'reports', 'library'],
    ],
    packages: ['fast-check'],
  },
]

const FREE_ROOMS = ['cli', 'bench', 'conformance', 'mutants', 'nightly', 'site'] // they join everything, and nothing imports them
const ROOMS = [...LAWS.map((law) => law.room), ...FREE_ROOMS]

const RANDOM_INPUTS = ['fast-check', 'seedrandom']
const RUNTIME_DEPENDENCIES = ['commander', 'node-zookeeper-client', 'picocolors', 'seedrandom', 'yaml', 'zod']
const MOST_LINES = 400
const CLOCK_OR_CHANCE = /\bMath\.random\b|\bnew Date\b|\bDate[.(]|\bperformance\.\w/
const ENUM = /^ *(?:export )?(?:declare )?(?:const )?enum \w/m
const VARIABLE_OF_A_MODULE = /^(?:export )?let /m // the formatter puts what is in a module itself at the start of its line
const CLIMBING_PATH = /['"`]((?:\.\.\/)+[\w.-]+)/g

const SOURCES = everySource()

test.each(LAWS)('$claim', (law) => {
  const inRoom = SOURCES.filter((source) => roomOf(withoutEnding(source.path)) === law.room)
  expect(inRoom.flatMap((source) => breaches(law, source))).toEqual([])
})

test('every source file lives in a room', () => {
  const strays = SOURCES.filter((source) => roomOf(withoutEnding(source.path)) === undefined)
  expect(paths(strays)).toEqual([])
})

test('every relative path stays within the project and names an existing file', () => {
  expect(SOURCES.flatMap(lostPaths)).toEqual([])
})

test(`no source file is longer than ${MOST_LINES} lines`, () => {
  const long = SOURCES.filter((source) => source.text.trimEnd().split('\n').length > MOST_LINES)
  expect(paths(long)).toEqual([])
})

test('no source declares an enum: a union of string literals says the same', () => {
  expect(paths(SOURCES.filter((source) => ENUM.test(source.text)))).toEqual([])
})

test('no module has a variable that changes: it is a constant, or is passed', () => {
  expect(paths(SOURCES.filter((source) => VARIABLE_OF_A_MODULE.test(source.text)))).toEqual([])
})

test('model, properties and explorer use neither a clock nor random numbers', () => {
  const pure = SOURCES.filter((source) => isPure(source.path))
  expect(paths(pure.filter((source) => CLOCK_OR_CHANCE.test(source.text)))).toEqual([])
})

test('the package depends on an agreed list at run time and nothing else', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  expect(Object.keys(manifest.dependencies).sort()).toEqual(RUNTIME_DEPENDENCIES)
})

function breaches(law: Law, source: Source): readonly string[] {
  return importsOf(source)
    .filter((imported) => !isAllowed(law, source, imported))
    .map((imported) => `${source.path} imports ${imported}`)
}

function isAllowed(law: Law, source: Source, imported: string): boolean {
  if (imported.startsWith('.')) return mayEnter(law, source, targetOf(source, imported))
  return law.packages === 'any' || [...law.packages, ...extraPackages(source)].includes(packageOf(imported))
}

function mayEnter(law: Law, source: Source, target: string): boolean {
  const room = roomOf(target)
  return room !== undefined && (law.rooms.includes(room) || (isTest(source) && mayTest(law.room, room)))
}

// Specimens exist to test the explorer, and every test may use one. Tests of the lab tell what they found as reports
// do.
function mayTest(room: string, other: string): boolean {
  if (room === 'lab' && other === 'reports') return true
  return other === 'specimens' || (room === 'specimens' && other === 'explorer')
}

function extraPackages(source: Source): readonly string[] {
  if (isTest(source)) return ['node', ...RANDOM_INPUTS]
  return source.path === 'kit/arbitrary.ts' ? RANDOM_INPUTS : []
}

function packageOf(imported: string): string {
  if (isBuiltin(imported)) return 'node'
  return imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/')
}

function roomOf(path: string): string | undefined {
  const around = ROOMS.filter((room) => path === room || path.startsWith(`${room}/`))
  return around.sort((one, other) => other.length - one.length)[0]
}

function lostPaths(source: Source): readonly string[] {
  const climbing = [...source.text.matchAll(CLIMBING_PATH)].map((match) => match[1] ?? '')
  return climbing.filter((path) => !leadsSomewhere(source, path)).map((path) => `${source.path} names ${path}`)
}

function leadsSomewhere(source: Source, path: string): boolean {
  const target = posix.join(dirname(source.path), path)
  return (
    !target.startsWith('..') && ['', '.ts', '.tsx', '.js'].some((ending) => existsSync(join(ROOT, target + ending)))
  )
}

function isPure(path: string): boolean {
  return ['model', 'properties', 'explorer', 'contract', ACCOUNT].includes(roomOf(withoutEnding(path)) ?? '')
}

function paths(sources: readonly Source[]): readonly string[] {
  return sources.map((source) => source.path)
}
