// Runs in its own thread: ends the process when its standard input ends, even in the middle of a query.
import { Socket } from 'node:net';
import { ReadStream, isatty } from 'node:tty';

function end() {
  process.kill(process.pid, 'SIGKILL');
}

function standardInput() {
  return isatty(0) ? new ReadStream(0) : new Socket({ fd: 0, readable: true, writable: false });
}

try {
  const input = standardInput();
  input.on('end', end).on('close', end).on('error', end);
  input.resume();
} catch {
  // Neither a terminal nor a pipe: there is no parent to watch, and nobody would end this process.
  end();
}
