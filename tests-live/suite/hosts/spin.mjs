// The application of spin.toml, a component a function, on the test host of tests-live/spin-host.
import { missing as missingForSpin, startSpin } from '../../spin/support/host.mjs';

export const about = 'The Spin application, on a test host (tests-live/spin-host/README.md says what that does not prove)';

export const cannot = {
  'rate limit': 'Spin has no counters; put a limit into what stands before it',
  'exact counters': 'Spin has no counters; put a limit into what stands before it',
};

export function missing() {
  return missingForSpin();
}

export function start({ settings, kv = 'kv' }) {
  return startSpin({ settings, kv });
}
