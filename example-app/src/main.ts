import 'reflect-metadata';
import { createAgiApp, OffhookError } from 'offhook';
import { AppModule, manners } from './app.module.js';
import { CONFIG } from './config/config.js';
import { DatabaseDown } from './database/database.js';

try {
  const app = await createAgiApp(AppModule, manners);
  const { host, port } = await app.closeOnSignals().listen(app.get(CONFIG));
  console.log(`offhook example listens on agi://${host}:${port}/sales`);
} catch (error) {
  // Their sentences say what to put right; a stack would hide them.
  console.error(error instanceof OffhookError || error instanceof DatabaseDown ? error.message : error);
  process.exit(1);
}
