/** Every command and the file that holds it, loaded on demand. */
import type { CommandModule } from '../command.ts'

type Load = () => Promise<{ default: CommandModule }>

export const COMMANDS: Readonly<Record<string, Load>> = {
  // one line a command: query: () => import('./query.ts'),
}
