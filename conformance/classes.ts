/** The driver of Kafka's own classes, of one release: it is compiled once, beside the jars, and started. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { asIn } from './classes-moved'
import { startDriver, type Driver } from './driver'
import { classPath, realReleases, ROOT, type RealRelease } from './jars'
import { Missing } from './missing'

const SOURCES = join(ROOT, 'conformance', 'classes')

/** What calls the classes of a release: its sources by the name of the file, and the Java that they are compiled for. */
interface Sources {
  readonly java: string
  readonly texts: readonly (readonly [string, string])[]
}

/** The folders of a release with KRaft, beside shared/. Their names say in which releases Kafka is called in that way. */
const kraftFolders: Readonly<Record<string, readonly string[]>> = {
  '4.1.0': ['kraft', 'kraft-4.1', 'kraft-4.1-to-4.3'],
  '4.3.1': ['kraft', 'kraft-4.1-to-4.3', 'kraft-4.3-to-4.4'],
  '4.4.0': ['kraft', 'kraft-4.3-to-4.4', 'kraft-4.4'],
}

const sourcesOf = (release: string): Sources => {
  const kraft = kraftFolders[release]
  const texts = ['shared', ...(kraft ?? ['zookeeper'])].flatMap((folder) =>
    readdirSync(join(SOURCES, folder))
      .sort()
      .map((name) => [name, asIn(release, readFileSync(join(SOURCES, folder, name), 'utf8'))] as const),
  )
  return { java: kraft === undefined ? '11' : '17', texts }
}

/** Starts it. Throws Missing where Java or Maven is. */
export const startClasses = async (release: string): Promise<Driver> => {
  const real = realReleases.find((one) => one.release === release)
  if (real === undefined) throw new Missing(`the classes of Kafka ${release} are not resolved here`)
  if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0) throw new Missing(NO_JAVA)
  const jars = classPath(real)
  const compiled = compiledFor(real, jars)
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-classes-'))
  try {
    const driver = await startDriver('java', [...JVM, '-cp', `${compiled}${delimiter}${jars}`, 'Driver', folder])
    return {
      ...driver,
      close: async () => {
        await driver.close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

const NO_JAVA = 'java and javac are needed: a JDK, version 11 to 17, and 17 for Kafka 4'

/** Little memory, and one compiler of the JVM: a driver lives for seconds, or for minutes. */
const JVM = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dfile.encoding=UTF-8']

/** The folder with the compiled driver. Its name says of which sources, so that other sources are compiled anew. */
const compiledFor = ({ release }: RealRelease, jars: string): string => {
  const sources = sourcesOf(release)
  const digest = createHash('sha256')
  for (const [name, text] of sources.texts) digest.update(name).update(text)
  const folder = join(ROOT, '.cache', 'kafka', `driver-${release}-${digest.digest('hex').slice(0, 16)}`)
  if (!existsSync(folder)) compile(sources, jars, folder)
  return folder
}

/** Into a folder of its own first: two processes may compile at the same time. */
const compile = ({ java, texts }: Sources, jars: string, folder: string): void => {
  const scratch = `${folder}.${process.pid}`
  mkdirSync(scratch, { recursive: true })
  const files = texts.map(([name, text]) => {
    const file = join(scratch, name)
    writeFileSync(file, text)
    return file
  })
  const options = ['--release', java, '-Xlint:-options', '-nowarn', '-cp', jars, '-d', scratch]
  const { error, status, stderr } = spawnSync('javac', [...options, ...files], { encoding: 'utf8' })
  if (error !== undefined || status !== 0) rmSync(scratch, { recursive: true, force: true })
  if (error !== undefined) throw new Missing(NO_JAVA)
  if (status !== 0) throw new Error(`the driver could not be compiled: ${stderr}`)
  if (existsSync(folder)) rmSync(scratch, { recursive: true })
  else renameSync(scratch, folder)
}
