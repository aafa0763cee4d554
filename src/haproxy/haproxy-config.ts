import type { GlobalSettings } from './global-section.ts';
import type { ProxySection } from './proxy/proxy.ts';

/** A configuration as read: what HAProxy would run with, before it is known whether the model can. */
export interface HaproxyConfig {
  readonly global: GlobalSettings;
  /** Frontends, backends and `listen` sections in the order of the file. */
  readonly proxies: readonly ProxySection[];
  /** Names of `resolvers` sections. */
  readonly resolvers: readonly string[];
  /** Names of `mailers` sections. */
  readonly mailers: readonly string[];
  /** Whether the machine finds an address for the name of another one. */
  resolves(name: string): boolean;
}
