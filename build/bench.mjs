// npm run bench: speed and weight against named peers in the same run. Row names as arguments run only those.

import { runBundled } from './bundled.mjs'

await runBundled('run')
