import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import * as util from 'node:util';
import { Refusal } from './refusal.mjs';
import { allowed } from './allowed-values.mjs';
import { projectRoot } from './project.mjs';

/**
 * The environment as the product understands it: what the process has wins over the `.env` file, an empty value counts as none, and a value
 * that is not allowed refuses by its name. `environment` is everything the children inherit.
 */
export function readSettings(own = process.env, envFile = join(projectRoot, '.env')) {
  const environment = { ...readEnvFile(envFile), ...present(own) };
  for (const [name, rule] of Object.entries(allowed)) {
    const value = environment[name];
    if (value !== undefined && !rule.fits(value))
      throw new Refusal(`${name} is ${rule.secret ? 'not usable' : `"${value}"`}: it must be ${rule.words}.`);
  }
  mustComeTogether(environment, ['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY']);
  mustComeTogether(environment, ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY']);
  const port = Number(environment.PORT ?? 3000);
  const home = environment.LOOPWRIGHT_HOME ?? '.loopwright';
  return {
    port,
    host: environment.HOST ?? '127.0.0.1',
    publicUrl: environment.PUBLIC_URL ?? `http://localhost:${port}`,
    home: isAbsolute(home) ? home : join(projectRoot, home),
    adminKey: environment.LOOPWRIGHT_ADMIN_KEY,
    demo: environment.LOOPWRIGHT_DEMO ?? 'on',
    role: environment.LOOPWRIGHT_ROLE ?? 'all',
    mongodbUri: environment.MONGODB_URI,
    temporalAddress: environment.TEMPORAL_ADDRESS,
    temporalNamespace: environment.TEMPORAL_NAMESPACE ?? 'default',
    smtpUrl: environment.SMTP_URL,
    notYet: Object.keys(allowed).filter((name) => allowed[name].notYet && environment[name] !== undefined),
    environment,
  };
}

const present = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

/** Node before 20.12 has no parser for it; the launcher reads again under its own Node 24 before anything starts. */
function readEnvFile(file) {
  if (!existsSync(file) || !statSync(file).isFile() || !util.parseEnv) return {};
  return present(util.parseEnv(readFileSync(file, 'utf8')));
}

function mustComeTogether(environment, names) {
  const missing = names.filter((name) => environment[name] === undefined);
  if (missing.length > 0 && missing.length < names.length) {
    const set = names.find((name) => environment[name] !== undefined);
    throw new Refusal(`${set} is set without ${missing.join(' and ')}: set ${names.join(', ')} together, or none of them.`);
  }
}
