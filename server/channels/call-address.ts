import { lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { z } from 'zod';

/** Where cloud machines keep their credentials, and addresses that are no host's: never called, whatever a name resolves to. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16);
never.addSubnet('0.0.0.0', 8);
never.addSubnet('100.100.100.200', 32);
never.addSubnet('224.0.0.0', 4);
never.addSubnet('240.0.0.0', 4);
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');
never.addAddress('::', 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');
// The first and the third of these, as networks that know only IPv6 write them.
never.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
never.addAddress('64:ff9b::6464:64c8', 'ipv6');

export const isNever = (address: string): boolean => never.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address of a connection: https, or http on this machine; no sign-in data in it. */
export const CallAddress = z
  .url()
  .max(2000)
  .superRefine((text, context) => {
    const message = whyNot(text);
    if (message) context.addIssue({ code: 'custom', message });
  });

function whyNot(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname)))
    return 'write an address that begins with https://';
  if (url.username || url.password) return 'the address must not hold a user name or password';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) && isNever(host) ? 'this address is never called' : null;
}

/** Resolves a name and refuses what may never be called, at the moment of connecting. */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const first = error ? undefined : addresses.find(({ address }) => !isNever(address));
    if (error) callback(error, '', 4);
    else if (!first) callback(Object.assign(new Error('forbidden-address'), { code: 'EFORBIDDEN' }), '', 4);
    else if (options.all) callback(null, [first]);
    else callback(null, first.address, first.family);
  });
};
