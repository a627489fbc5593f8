import 'reflect-metadata';
import { createApp } from './app.js';
import { readConfig } from './config/config.js';

const config = readConfig(process.env);
const app = await createApp(config);
const { host, port } = await app.closeOnSignals().listen({ host: config.host, port: config.port });
console.log(`offhook example listens on agi://${host}:${port}/sales`);
