import { tryMutants } from './try-mutants.js';

tryMutants(1);
