/** The words of a shell: where the operator is, and what is there. */
import { zookeeperShell } from './commands/zookeeper-shell'
import { withFile } from './files'
import { cat, cd, ls, pwd, ssh } from './looking'
import { said, type Reply } from './reply'
import type { Session } from './session'
import { stop } from './stop'
import type { Word } from './word'

/** `echo TEXT > FILE`: a file for a tool. */
const echo = (session: Session, words: readonly string[]): Reply => {
  const at = words.indexOf('>')
  if (at < 0) return said(session, words.join(' '))
  const name = words[at + 1]
  if (name === undefined || words.length > at + 2)
    throw stop('echo: expected one file name after >', "echo '{...}' > plan.json")
  return said(withFile(session, { name, text: words.slice(0, at).join(' ') }))
}

export const places: readonly Word[] = [
  { name: 'ssh', usage: 'ssh kafka2', about: 'go to the host of a broker', takes: 'broker', run: ssh },
  { name: 'cd', usage: 'cd /var/lib/kafka/data', about: 'go to a directory there', takes: 'path', run: cd },
  { name: 'ls', usage: 'ls', about: 'list it', takes: 'path', run: ls },
  { name: 'pwd', usage: 'pwd', about: 'where am I?', takes: 'nothing', run: pwd },
  { name: 'cat', usage: 'cat leader-epoch-checkpoint', about: 'print a file', takes: 'path', run: cat },
  { name: 'echo', usage: "echo '{...}' > plan.json", about: 'write a file for a tool', takes: 'text', run: echo },
  {
    name: 'zookeeper-shell',
    usage: 'zookeeper-shell zk1:2181 get /controller',
    about: 'what ZooKeeper holds: get or ls',
    takes: 'text',
    run: zookeeperShell,
  },
]
