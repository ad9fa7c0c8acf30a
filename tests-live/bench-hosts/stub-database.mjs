#!/usr/bin/env node
// A database that takes no time: passes each request to the real gateway once and answers it from
// memory afterwards. usage: stub-database.mjs GATEWAY_URL; prints {"url": …, "last": …} when ready, the
// second being where its last request can be read, and ends with its stdin.
import { createServer } from 'node:http';
import { FaultProxy } from '../suite/faults.mjs';

const proxy = await new FaultProxy(process.argv[2]).start();
proxy.replay(true);
const last = createServer((request, response) => response.end(JSON.stringify(proxy.last)));
await new Promise((resolve) => { last.listen(0, '127.0.0.1', resolve); });
process.stdout.write(`${JSON.stringify({ url: proxy.url, last: `http://127.0.0.1:${last.address().port}` })}\n`);
process.stdin.resume().once('end', () => process.exit(0));
