import 'reflect-metadata';
import { createApp } from './app.js';

const app = await createApp();
const { host, port } = await app.closeOnSignals().listen({ port: Number(process.env['PORT'] ?? 4573) });
console.log(`offhook example listens on agi://${host}:${port}/sales`);
