// npm run pictures: every board in every language, as it is on a screen, on a telephone and on the projector. Names after -- choose
// languages and boards: npm run pictures -- ar bullseye. The pictures lie in .cache/pictures, with one sheet of all for each kind.

import { runBundled } from './bundled.mjs'

await runBundled('pictures')
