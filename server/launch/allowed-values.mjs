import { existsSync, statSync } from 'node:fs';
import { isIP } from 'node:net';

const oneOf = (...values) => ({ fits: (value) => values.includes(value), words: `one of ${values.join(', ')}` });
const isFile = (value) => existsSync(value) && statSync(value).isFile();
const isFolder = (value) => existsSync(value) && statSync(value).isDirectory();
const file = { fits: isFile, words: 'the path of a file that exists' };
const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
const isPort = (value) => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;
const isHost = (value) => isIP(value) !== 0 || HOST_NAME.test(value);
const isUrl = (value, ...schemes) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value);

/** What each variable may be. `notYet` marks those of the table that no part of the product reads yet, which is said when they are set. */
export const allowed = {
  PORT: { fits: isPort, words: 'a whole number from 1 to 65535' },
  HOST: { fits: isHost, words: 'an IP address or a host name, such as 127.0.0.1 or 0.0.0.0' },
  PUBLIC_URL: { fits: (value) => isUrl(value, 'http', 'https'), words: 'an address that starts with http:// or https://' },
  LOOPWRIGHT_HOME: { fits: (value) => !existsSync(value) || isFolder(value), words: 'the path of a folder, which may be a new one' },
  LOOPWRIGHT_ADMIN_KEY: {
    fits: (value) => /^[\x21-\x7e]{16,}$/.test(value),
    words: 'at least 16 characters, without blanks',
    secret: true,
  },
  LOOPWRIGHT_DEMO: oneOf('on', 'off'),
  LOOPWRIGHT_ROLE: oneOf('all', 'api', 'worker'),
  // Several hosts with ports are no URL to the parser, so only the beginning is asked for here.
  MONGODB_URI: {
    fits: (value) => /^mongodb(\+srv)?:\/\/\S+$/.test(value),
    words: 'an address that starts with mongodb:// or mongodb+srv://',
    secret: true,
  },
  TEMPORAL_ADDRESS: { fits: isHostAndPort, words: 'host:port, such as 127.0.0.1:7233' },
  TEMPORAL_NAMESPACE: { fits: (value) => /^[\w.-]{2,255}$/.test(value), words: 'a namespace of letters, digits, dots and dashes' },
  TEMPORAL_TLS: oneOf('on', 'off'),
  TEMPORAL_TLS_CA: file,
  TEMPORAL_TLS_CERT: file,
  TEMPORAL_TLS_KEY: file,
  SMTP_URL: { fits: (value) => isUrl(value, 'smtp', 'smtps'), words: 'an address that starts with smtp:// or smtps://', secret: true },
  MAIL_FROM: {
    fits: (value) => /^[^@\s][^@]*@[^@\s]+>?$/.test(value),
    words: 'a mail address, such as "Halden Bikes <hello@example.com>"',
  },
  DKIM_DOMAIN: { fits: (value) => HOST_NAME.test(value), words: 'a domain name' },
  DKIM_SELECTOR: { fits: (value) => HOST_NAME.test(value), words: 'the selector under which the key stands in DNS' },
  DKIM_KEY: { ...file, words: 'the path of a file with the private key in PEM' },
  EMBEDDING_MODEL: { fits: (value) => value === 'off' || isFolder(value), words: 'off, or a folder with an ONNX model', notYet: true },
  LOOPWRIGHT_STEPS: { fits: (value) => value.trim() !== '', words: 'folders or packages with custom step kinds', notYet: true },
};

function isHostAndPort(value) {
  const colon = value.lastIndexOf(':');
  const host = value.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return colon > 0 && isHost(host) && isPort(value.slice(colon + 1));
}
