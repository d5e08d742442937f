/** The driver of Kafka's own classes, of one release: it is compiled once, beside the jars, and started. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { startDriver, type Driver } from './driver'
import { classPath, realReleases, ROOT, type RealRelease } from './jars'
import { Missing } from './missing'

const SOURCES = join(ROOT, 'conformance', 'classes')

/** What calls the classes of a release: the folder of its sources beside those that all have, and the Java that it is compiled for. */
const sourcesOf = (release: string): { readonly files: readonly string[]; readonly java: string } => {
  const folder = Number(release.split('.')[0]) >= 4 ? 'kraft' : 'zookeeper'
  const files = ['shared', folder].flatMap((name) =>
    readdirSync(join(SOURCES, name))
      .sort()
      .map((file) => join(SOURCES, name, file)),
  )
  return { files, java: folder === 'kraft' ? '17' : '11' }
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
  const { files, java } = sourcesOf(release)
  const digest = createHash('sha256')
  for (const file of files) digest.update(basename(file)).update(readFileSync(file))
  const folder = join(ROOT, '.cache', 'kafka', `driver-${release}-${digest.digest('hex').slice(0, 16)}`)
  if (!existsSync(folder)) compile(files, java, jars, folder)
  return folder
}

/** Into a folder of its own first: two processes may compile at the same time. */
const compile = (sources: readonly string[], java: string, jars: string, folder: string): void => {
  const scratch = `${folder}.${process.pid}`
  mkdirSync(scratch, { recursive: true })
  const options = ['--release', java, '-Xlint:-options', '-nowarn', '-cp', jars, '-d', scratch]
  const { error, status, stderr } = spawnSync('javac', [...options, ...sources], { encoding: 'utf8' })
  if (error !== undefined || status !== 0) rmSync(scratch, { recursive: true, force: true })
  if (error !== undefined) throw new Missing(NO_JAVA)
  if (status !== 0) throw new Error(`the driver could not be compiled: ${stderr}`)
  if (existsSync(folder)) rmSync(scratch, { recursive: true })
  else renameSync(scratch, folder)
}
