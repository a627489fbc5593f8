#!/usr/bin/env node
import { runCli } from './program.js';
import { environmentOfProcess } from './cli-environment.js';

process.exitCode = await runCli(process.argv.slice(2), environmentOfProcess());
