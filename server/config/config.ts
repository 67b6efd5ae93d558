import { z } from 'zod';

const Port = z.coerce.number().int().min(0).max(65_535);
const text = z.string().trim().min(1);
const Address = z.url({ protocol: /^https?$/ });

/** What each variable may be, in words; shown when a value is wrong. */
const Environment = z.object({
  PORT: Port.default(3000).describe('a port from 0 to 65535'),
  HOST: text.default('127.0.0.1').describe('an address of this machine, such as 127.0.0.1'),
  PUBLIC_URL: Address.optional().describe('an address that begins with https:// or http://'),
  LOOPWRIGHT_HOME: text.default('.loopwright').describe('a folder'),
  LOOPWRIGHT_ADMIN_KEY: text.min(16).max(500).optional().describe('a key of at least 16 characters'),
  LOOPWRIGHT_DEMO: z.enum(['on', 'off']).default('on').describe('on or off'),
  LOOPWRIGHT_ROLE: z.enum(['all', 'api', 'worker']).default('all').describe('all, api or worker'),
  LOOPWRIGHT_STEPS: text.optional().describe('folders or packages, separated by commas'),
  MONGODB_URI: text
    .regex(/^mongodb(\+srv)?:\/\//)
    .default('mongodb://127.0.0.1:27017/loopwright?replicaSet=rs0')
    .describe('an address that begins with mongodb:// or mongodb+srv://'),
  TEMPORAL_ADDRESS: text
    .regex(/^[^\s/]+:\d+$/)
    .default('127.0.0.1:7233')
    .describe('host:port'),
  TEMPORAL_NAMESPACE: text.default('default').describe('the name of a namespace'),
  TEMPORAL_TLS: z.enum(['on', 'off']).default('off').describe('on or off'),
  TEMPORAL_TLS_CERT: text.optional().describe('the path of a PEM file'),
  TEMPORAL_TLS_KEY: text.optional().describe('the path of a PEM file'),
  TEMPORAL_TLS_CA: text.optional().describe('the path of a PEM file'),
  SMTP_URL: text
    .regex(/^smtps?:\/\//)
    .optional()
    .describe('an address that begins with smtp:// or smtps://'),
  MAIL_FROM: text.optional().describe('a sender such as "Ana Ruiz <ana@example.com>"'),
  DKIM_DOMAIN: text.optional().describe('a domain'),
  DKIM_SELECTOR: text.optional().describe('a selector'),
  DKIM_KEY: text.optional().describe('the path of a PEM file with the private key'),
  EMBEDDING_MODEL: text.optional().describe('a folder with an ONNX model, or off'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('debug, info, warn, error or silent'),
});

export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  home: string;
  adminKey: string;
  demo: boolean;
  role: 'all' | 'api' | 'worker';
  steps: string[];
  mongodbUri: string;
  temporal: { address: string; namespace: string; tls: { cert?: string; key?: string; ca?: string } | null };
  smtp: { url: string; from: string | null; dkim: { domain: string; selector: string; keyFile: string } | null } | null;
  model: string | null;
  logLevel: string;
}

/** The settings of this process, the admin key aside. Throws one sentence naming every wrong variable and what it may be. */
export function readConfig(environment: NodeJS.ProcessEnv): Omit<Config, 'adminKey'> & { adminKey: string | null } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new Error(wrong([...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]));
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${String(env.PORT)}`).replace(/\/$/, ''),
    home: env.LOOPWRIGHT_HOME,
    adminKey: env.LOOPWRIGHT_ADMIN_KEY ?? null,
    demo: env.LOOPWRIGHT_DEMO === 'on',
    role: env.LOOPWRIGHT_ROLE,
    steps: env.LOOPWRIGHT_STEPS?.split(',').map((step) => step.trim()) ?? [],
    mongodbUri: env.MONGODB_URI,
    temporal: { address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE, tls: tlsOf(env) },
    smtp: env.SMTP_URL ? { url: env.SMTP_URL, from: env.MAIL_FROM ?? null, dkim: dkimOf(env) } : null,
    model: env.EMBEDDING_MODEL && env.EMBEDDING_MODEL !== 'off' ? env.EMBEDDING_MODEL : null,
    logLevel: env.LOG_LEVEL,
  };
}

type Env = z.output<typeof Environment>;

function tlsOf(env: Env): Config['temporal']['tls'] {
  if (env.TEMPORAL_TLS === 'off' && !env.TEMPORAL_TLS_CERT && !env.TEMPORAL_TLS_CA) return null;
  return {
    ...(env.TEMPORAL_TLS_CERT ? { cert: env.TEMPORAL_TLS_CERT } : {}),
    ...(env.TEMPORAL_TLS_KEY ? { key: env.TEMPORAL_TLS_KEY } : {}),
    ...(env.TEMPORAL_TLS_CA ? { ca: env.TEMPORAL_TLS_CA } : {}),
  };
}

function dkimOf(env: Env): { domain: string; selector: string; keyFile: string } | null {
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY } = env;
  if (!DKIM_DOMAIN && !DKIM_SELECTOR && !DKIM_KEY) return null;
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_KEY)
    throw new Error('DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY go together: give all three or none.');
  return { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, keyFile: DKIM_KEY };
}

const wrong = (names: readonly string[]): string =>
  names.map((name) => `${name} must be ${Environment.shape[name as keyof Env].description ?? 'something else'}.`).join(' ');
