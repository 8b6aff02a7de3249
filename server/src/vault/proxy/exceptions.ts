import { BlockList, isIP } from 'node:net';

/**
 * Whether a list of exceptions, as `NO_PROXY` spells it, names a host: `*`, a name with all below it, an address, a
 * network (`10.0.0.0/8`), each with a port or without. What cannot be read excepts nothing.
 */
export function isExcepted(exceptions: readonly string[], hostname: string, port: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return exceptions.some((exception) => names(exception.trim().toLowerCase(), host, port));
}

function names(exception: string, host: string, port: string): boolean {
  if (exception === '*') return true;
  const { pattern, onlyPort } = split(exception);
  if (pattern === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
  if (pattern.includes('/')) return isInNetwork(pattern, host);
  const suffix = pattern.replace(/^\*?\./, '');
  return suffix !== '' && (host === suffix || (!isIP(host) && host.endsWith(`.${suffix}`)));
}

function split(exception: string): { readonly pattern: string; readonly onlyPort?: string | undefined } {
  const [, address, addressPort] = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(exception) ?? [];
  if (address !== undefined) return { pattern: address, onlyPort: addressPort };
  if (isIP(exception) || exception.includes('/')) return { pattern: exception };
  const [, pattern = '', onlyPort] = /^([^:]*)(?::(\d{1,5}))?$/.exec(exception) ?? [];
  return { pattern, onlyPort };
}

function isInNetwork(network: string, host: string): boolean {
  const [address = '', bits = ''] = network.split('/');
  const family = isIP(address);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), type);
  return list.check(host, type);
}
