#!/usr/bin/env node
import './inline-more.ts';
import { runCommandLine } from './command-line.ts';
import { processStreams } from './streams.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), processStreams);
