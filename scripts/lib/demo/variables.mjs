import { readFileSync } from 'node:fs';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** Settings of the Worker that are taken from the environment as they are. */
const PASSED_ON = /^(PLAINQUERY|OPENAI|ANTHROPIC)_/;
/** Settings of the scripts, which are none of the Worker. */
const OF_THE_SCRIPTS = /^PLAINQUERY_(DEMO_DIR|TOOLS_DIR|WASM_FALLBACK|URL|KEY|LOG_.*)$/;

/** The Worker's variables; what the environment says wins over the demo's settings. */
export function workerVariables({ demoSettingsFile, gateway, secrets }) {
  const given = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name) && !OF_THE_SCRIPTS.test(name));
  return {
    ...(demoSettingsFile ? demoVariables(demoSettingsFile) : {}),
    ...Object.fromEntries(given),
    PLAINQUERY_SQL_ENDPOINT: gateway.url,
    PLAINQUERY_CONNECTION_STRING: gateway.upstreams[0].connection_string,
    PLAINQUERY_GATEWAY_KEY: secrets.gatewayKey,
    PLAINQUERY_CONVERSATION_SECRET: secrets.conversationSecret,
    PLAINQUERY_API_KEYS: JSON.stringify({ [secrets.apiKey]: { subject: 'demo', role: 'reader' } }),
  };
}

function demoVariables(file) {
  const settings = readFlatToml(file);
  if (settings.time_zone !== 'UTC') throw new Error(`${file}: only time_zone = "UTC" is known`);
  return {
    PLAINQUERY_TODAY: settings.today,
    PLAINQUERY_UTC_OFFSET_MINUTES: '0',
    PLAINQUERY_WEEK_STARTS_ON: String(DAYS.indexOf(settings.first_day_of_week) + 1),
    PLAINQUERY_FISCAL_YEAR_STARTS_IN: settings.fiscal_year_start_month,
    PLAINQUERY_SCHEMAS: settings.schemas.join(','),
    ...(settings.suggestions ? { PLAINQUERY_SUGGESTIONS: JSON.stringify(settings.suggestions) } : {}),
  };
}

/** The part of TOML that settings use: one `name = value` a line; strings, lists of strings, and bare values as text. */
function readFlatToml(file) {
  const settings = {};
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const match = /^([a-z_]+)\s*=\s*(.+?)\s*$/.exec(line);
    if (!match) continue;
    const [, name, value] = match;
    settings[name] = /^["[]/.test(value) ? JSON.parse(value) : value;
  }
  return settings;
}
