import { wireDriver } from './wire/driver'
import { wireReleases } from './wire/releases'
import { stepBeside } from './beside'
import { kafka } from '../model/machine'
async function main() {
  const d = wireDriver(wireReleases.find(r=>r.release===process.argv[2])!)
  const t=Date.now()
  const w = await d.ask({do:'reset', world:{brokers:3,leaders:[1],acks:'all',minIsr:2,uncleanElection:false}})
  console.log(Date.now()-t, JSON.stringify(w))
  await d.close()
  console.log(Date.now()-t)
}
void main()
