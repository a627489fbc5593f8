import { createRequire } from 'node:module';
import type { Server } from 'node:net';
import { COMMANDS } from '../one-call.js';
import { report } from './report.js';

interface Context {
  sendCommand(command: string): Promise<unknown>;
  onEvent(event: 'variables'): Promise<unknown>;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): unknown;
}

// It brings no types, and is not there before `npm run bench` has installed it.
const AgiServer = createRequire(import.meta.url)('ding-dong') as new (handler: (context: Context) => void) => {
  start(port: number, host: string): Server;
};

async function handle(context: Context): Promise<void> {
  await context.onEvent('variables');
  // In turn, as a call goes.
  for (const command of COMMANDS) await context.sendCommand(command);
  await context.end();
}

const agi = new AgiServer((context) => {
  context.on('error', () => undefined);
  void handle(context);
});
// It has no way to say "any free port": 0 is its default port.
const server = agi.start(Number(process.argv[2]), '127.0.0.1');
server.on('listening', () => report(server));
