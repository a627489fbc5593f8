import 'reflect-metadata';
import { createAgiApp } from 'offhook';
import { AppModule, manners } from './app.module.js';
import { CONFIG } from './config/config.js';

const app = await createAgiApp(AppModule, manners);
const { host, port } = await app.closeOnSignals().listen(app.get(CONFIG));
console.log(`offhook example listens on agi://${host}:${port}/sales`);
