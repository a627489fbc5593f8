import { createAgiApp } from 'offhook';
import { AppModule, manners } from './app.module.js';

/** What `main.ts` starts, and what tests call. */
export const app = createAgiApp(AppModule, manners);
