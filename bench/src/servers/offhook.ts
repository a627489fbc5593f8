import 'reflect-metadata';
import { createBenchApp } from './bench-app.js';
import { reportPort } from './report.js';

const app = await createBenchApp(process.argv[2] ?? 'warn');
const { port } = await app.listen({ port: 0 });
reportPort(port);
