import { type AppOptions, createAgiApp } from 'offhook';
import { SalesController } from './sales/sales.controller.js';
import { SalesService } from './sales/sales.service.js';

/** What the app is made of; tests give it to a virtual phone. */
export const parts = { controllers: [SalesController], providers: [SalesService] };

/** Builds the app without listening. */
export const createApp = (options?: AppOptions) => createAgiApp(parts, { sorry: 'sorry', ...options });
