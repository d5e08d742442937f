import { readFileSync, writeFileSync } from 'node:fs'
import { survivePages } from './cli/survive-page'
import { schemas } from './reports/schemas'
import { fieldTable } from './reports/json-doc'
import { surviveJson } from './reports/json-survive'
const w=(p:string,t:string)=>{ if(readFileSync(p,'utf8')!==t){writeFileSync(p,t);console.log(p)} }
w(`docs/schemas/survive.schema.json`,schemas['survive'] as string)
for(const [p,t] of survivePages()) w(p,t)
const d=readFileSync('docs/json.md','utf8')
w('docs/json.md', d.replace(/<!-- fields survive -->[^]*?<!-- end -->/, () => `<!-- fields survive -->\n${fieldTable(surviveJson)}\n<!-- end -->`))
