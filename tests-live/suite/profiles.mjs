// How a host is set up for a group of cases. A host is started once for each profile.
import { PLANS_NAME, PLAN_KEYS } from './database.mjs';
import { KEYS, SECRETS } from './planted.mjs';

/** The settings that every host has. */
const COMMON = {
  PLAINQUERY_CONVERSATION_SECRET: SECRETS.conversation,
  PLAINQUERY_API_KEYS: JSON.stringify({
    [KEYS.ann]: { subject: 'ann', tenant: 'acme', role: 'analyst' },
    [KEYS.bob]: { subject: 'bob', tenant: 'umbrella', role: 'analyst' },
  }),
  PLAINQUERY_JWT_HS256_SECRET: SECRETS.jwt,
  PLAINQUERY_JWT_AUDIENCE: 'plainquery',
  PLAINQUERY_SCHEMAS: 'shop',
  PLAINQUERY_TODAY: '2025-06-30',
  PLAINQUERY_FISCAL_YEAR_STARTS_IN: '4',
};

export const ORIGIN = 'https://app.example.com';
/** Workers know periods of 10 and 60 seconds. */
export const RATE_LIMIT = { limit: 5, windowS: 60 };
export const DATABASE_TIMEOUT_MS = 4_000;

const withDatabase = ({ proxy, database }) => ({
  ...COMMON,
  PLAINQUERY_SQL_ENDPOINT: proxy.url,
  PLAINQUERY_CONNECTION_STRING: database.connectionString,
  PLAINQUERY_GATEWAY_KEY: SECRETS.gatewayKey,
  PLAINQUERY_TIMEOUT_MS: String(DATABASE_TIMEOUT_MS),
});

const withModel = (services) => ({
  ...withDatabase(services),
  OPENAI_BASE_URL: services.model.url,
  OPENAI_API_KEY: SECRETS.modelKey,
  PLAINQUERY_MODEL: 'scripted',
  PLAINQUERY_MODEL_TIMEOUT_MS: '1500',
});

/** Each gives what an adapter's `start` takes. */
export const profiles = {
  bare: () => ({ settings: COMMON }),
  plain: (services) => ({ settings: { ...withDatabase(services), PLAINQUERY_ALLOWED_ORIGINS: ORIGIN }, isWarmedUp: true }),
  cold: (services) => ({ settings: withDatabase(services) }),
  model: (services) => ({ settings: withModel(services) }),
  /** A threshold that the engine never reaches: each of its answers is an unsure one. */
  unsure: (services) => ({ settings: { ...withModel(services), PLAINQUERY_ENGINE_THRESHOLD: '1' } }),
  answers: (services) => ({ settings: { ...withDatabase(services), PLAINQUERY_ANSWER_TTL_S: '60' } }),
  /** Behind a gateway that runs nothing but signed plans. */
  checked: ({ checking }) => ({
    settings: {
      ...COMMON,
      PLAINQUERY_SQL_ENDPOINT: checking.url,
      PLAINQUERY_CONNECTION_STRING: checking.connectionString,
      PLAINQUERY_GATEWAY_KEY: SECRETS.gatewayKey,
      PLAINQUERY_PLAN_KEYS: PLAN_KEYS,
      PLAINQUERY_GATEWAY_PLANS: PLANS_NAME,
    },
    isWarmedUp: true,
  }),
  embeddings: (services) => ({
    settings: {
      ...withDatabase(services),
      PLAINQUERY_EMBEDDINGS: 'openai:all-minilm',
      PLAINQUERY_EMBEDDINGS_BASE_URL: services.model.url,
      PLAINQUERY_EMBEDDINGS_API_KEY: SECRETS.modelKey,
    },
    isWarmedUp: true,
  }),
  tenants: (services) => ({ settings: { ...withDatabase(services), PLAINQUERY_TENANT_SETTING: 'app.tenant' } }),
  uncached: (services) => ({ settings: { ...withDatabase(services), PLAINQUERY_ANSWER_TTL_S: '60' }, kv: 'none' }),
  faulty: (services) => ({ settings: { ...withModel(services), PLAINQUERY_ANSWER_TTL_S: '60' }, controls: true }),
  limited: (services) => ({ settings: withDatabase(services), rateLimit: RATE_LIMIT }),
  misconfigured: () => ({
    settings: { PLAINQUERY_CONVERSATION_SECRET: 'planted-short', PLAINQUERY_MAX_ROWS: 'planted-many' },
    mayRefuse: true,
  }),
};
