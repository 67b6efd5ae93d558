export interface Settings {
  port: number;
  host: string;
  publicUrl: string;
  home: string;
  adminKey: string | undefined;
  demo: 'on' | 'off';
  role: 'all' | 'api' | 'worker';
  mongodbUri: string | undefined;
  temporalAddress: string | undefined;
  temporalNamespace: string;
  smtpUrl: string | undefined;
  notYet: string[];
  environment: Record<string, string>;
}

export function readSettings(own?: NodeJS.ProcessEnv, envFile?: string): Settings;
