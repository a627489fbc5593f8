import 'reflect-metadata';
import { OffhookError } from 'offhook';
import { app } from './app.js';
import { CONFIG } from './config/config.js';

try {
  const server = await app.start();
  const { host, port } = await server.closeOnSignals().listen(server.get(CONFIG));
  console.log(`offhook example listens on agi://${host}:${port}/sales`);
} catch (error) {
  // Their sentences say what to put right; a stack would hide them.
  console.error(error instanceof OffhookError ? error.message : error);
  process.exit(1);
}
