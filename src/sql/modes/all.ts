/** Every evaluation mode. */
import type { ModeName } from '../../model/verdict.ts'
import { birdEx } from './bird-ex.ts'
import type { Mode } from './mode.ts'
import { spiderTs, spiderTsKeepDistinct } from './spider-ts.ts'
import { strict } from './strict.ts'

export const MODES = {
  strict,
  'spider-ts': spiderTs,
  'spider-ts-keep-distinct': spiderTsKeepDistinct,
  'bird-ex': birdEx,
} satisfies Record<ModeName, Mode>
