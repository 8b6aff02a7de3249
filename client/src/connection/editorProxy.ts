import type { ProxyChoice } from '../../../server/src/protocol.ts';
import { isText } from '../shape.ts';
import type { Inspectable } from './settings.ts';

/** Settings of the editor that say something of a proxy. */
export const proxySettings = ['http.proxy', 'http.noProxy', 'http.proxySupport'] as const;

/**
 * The proxy of the user's own settings of the editor (section `http`), never a workspace's; undefined when they say
 * nothing. In a remote window they are of another machine, and the environment of the remote one counts.
 */
export function readEditorProxy(http: Inspectable, isRemote: boolean): ProxyChoice | undefined {
  if (isRemote) return undefined;
  if (http.inspect('proxySupport')?.globalValue === 'off') return { kind: 'off' };
  const url = http.inspect('proxy')?.globalValue;
  if (!isText(url) || url.trim() === '') return undefined;
  const except: unknown = http.inspect('noProxy')?.globalValue;
  return { kind: 'use', url: url.trim(), except: Array.isArray(except) ? except.filter(isText) : [] };
}
