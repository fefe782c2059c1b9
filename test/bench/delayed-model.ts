/** A model server in a process of its own that answers each call after a fixed delay; tells its parent where it is. */
import { setTimeout as sleep } from 'node:timers/promises'
import { byTurn, startModelServer } from '../model-server/server.ts'

const delayMs = Number(process.argv[2])
const turns = byTurn(
  { call: [['explore_db', { tables: ['car'] }]] },
  { call: [['run_sql_query', { sql: 'SELECT count(*) FROM car' }]] },
  { call: [['give_final_answer', { sql: 'SELECT count(*) FROM car', explanation: 'It counts them' }]] },
)
const server = await startModelServer(async (request) => {
  await sleep(delayMs)
  return turns(request)
})
process.send!(server.baseUrl)
process.on('disconnect', () => process.exit())
