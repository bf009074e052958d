import { serve } from '@hono/node-server'
import { readConfig } from './kernel/config.ts'
import { openPortal } from './portal.ts'

const config = readConfig(process.env)
const portal = await openPortal(config)
serve({ fetch: portal.fetch, port: config.port, hostname: config.host })
console.log(`http://localhost:${config.port}`)
