// Every host that the project promises. An adapter has:
//   about      what it is, in a few words
//   cannot     {need: reason}: what cases may need and this host does not have
//   missing()  what has to be built first, or undefined
//   start({settings, kv, controls, rateLimit}) → {url, log(), kv?, clock?, stop()}
import * as native from './native.mjs';
import * as spin from './spin.mjs';
import * as workerd from './workerd.mjs';
import * as workersSplit from './workers-split.mjs';

export const hosts = { workerd, 'workers-split': workersSplit, spin, native };
