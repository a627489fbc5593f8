import { bootClasses } from './boot-classes.js';
import { bootRoutes } from './boot-routes.js';
import { bootServices } from './boot-services.js';

/** Everything that can be wrong with an app before its first call: code → what is wrong, and what to do. */
export const bootCatalogue = { ...bootClasses, ...bootServices, ...bootRoutes };

/** The codes of what can be wrong with an app. */
export type BootProblemCode = keyof typeof bootCatalogue;
