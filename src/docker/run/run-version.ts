import { clientApiVersion, clientCommit, clientVersion, engineApiVersion } from '../client-version.ts';
import type { Version } from '../syntax/version.ts';
import { printObject } from './print-object.ts';
import type { Session } from './session.ts';

const built = 'Fri May 30 12:07:14 2025';
const goVersion = 'go1.24.3';
const platform = { Os: 'linux', Arch: 'amd64' };
const versionTypes = { rowType: 'system.versionInfo' };

/** `docker version`: the client's own, and what a simulated engine can say of itself. Source: docker/cli `cli/command/system/version.go`. */
export function showVersion({ format }: Version, { host, terminal }: Session): void {
  const { engineVersion } = host.machine;
  if (format !== '') {
    const object = {
      Client: {
        Version: clientVersion,
        ApiVersion: engineApiVersion,
        DefaultAPIVersion: clientApiVersion,
        GitCommit: clientCommit,
        GoVersion: goVersion,
        ...platform,
        BuildTime: built,
        Context: 'default',
      },
      Server: { Version: engineVersion, ApiVersion: engineApiVersion, MinAPIVersion: '1.12', ...platform },
    };
    // Templates know the field by its name in Go.
    const named = { APIVersion: engineApiVersion };
    const typed = { Client: { ...object.Client, ...named }, Server: { ...object.Server, ...named } };
    printObject(format === 'json' ? object : typed, format, terminal, versionTypes, 'version');
    return;
  }
  terminal.print(
    [
      'Client:',
      ` Version:           ${clientVersion}`,
      ` API version:       ${engineApiVersion} (downgraded from ${clientApiVersion})`,
      ` Go version:        ${goVersion}`,
      ` Git commit:        ${clientCommit}`,
      ` Built:             ${built}`,
      ' OS/Arch:           linux/amd64',
      ' Context:           default',
      '',
      'Server:',
      ' Engine:',
      `  Version:          ${engineVersion}`,
      `  API version:      ${engineApiVersion} (minimum version 1.12)`,
      '  OS/Arch:          linux/amd64',
      '  Experimental:     false',
    ].join('\n'),
  );
}
