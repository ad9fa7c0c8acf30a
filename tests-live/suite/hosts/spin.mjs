// The four components of spin.toml on the test host for Spin.
import { missing, startSpin } from '../../spin/support/host.mjs';

export const about = 'Spin components ask, retrieve, generate and validate, on a test host (Wasmtime)';
export const cannot = {
  'rate limit': 'Spin has no counter that all instances share',
};
export { missing };

export async function start({ settings, kv = 'kv' }) {
  return startSpin({ settings, kv });
}
