/** One nightly job in its own process. The arguments are its section and its name. It prints its figures as JSON. */
import { jobNamed } from './job'

const [, , section = '', name = ''] = process.argv
const job = jobNamed(section, name)
if (job === undefined) throw new Error(`no job is named ${section} ${name}`)
void Promise.resolve(job.work()).then((figures) => process.stdout.write(`${JSON.stringify(figures)}\n`))
