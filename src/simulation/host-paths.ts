/** What every Linux has, as far as somebody would mount it into a container. */
const everywhere: readonly string[] = [
  ...[
    '/',
    '/bin',
    '/boot',
    '/dev',
    '/etc',
    '/home',
    '/lib',
    '/media',
    '/mnt',
    '/opt',
    '/root',
    '/run',
    '/sbin',
    '/srv',
  ],
  ...['/tmp', '/usr', '/usr/bin', '/usr/lib', '/usr/local', '/usr/local/bin', '/usr/share', '/usr/share/zoneinfo'],
  ...['/var', '/var/cache', '/var/lib', '/var/lib/docker', '/var/lib/docker/containers', '/var/lib/docker/volumes'],
  ...[
    '/var/log',
    '/var/run',
    '/var/run/docker.sock',
    '/var/tmp',
    '/run/docker.sock',
    '/lib/modules',
    '/dev/null',
    '/dev/shm',
  ],
  ...['/etc/docker', '/etc/group', '/etc/hostname', '/etc/hosts', '/etc/localtime', '/etc/os-release', '/etc/passwd'],
  ...['/etc/resolv.conf', '/etc/ssl', '/etc/ssl/certs', '/etc/timezone'],
];
/** Full of files whose names nobody knows beforehand. */
const deep: readonly string[] = ['/proc', '/sys'];

/** Whether a machine has a file or folder of this name. `own`: what it has beside every Linux's, with all below; `null` = whatever is asked for. */
export function hasPath(own: readonly string[] | null, path: string): boolean {
  if (own === null) return true;
  const plain = path.replace(/(?<=.)\/+$/, '');
  return everywhere.includes(plain) || [...deep, ...own].some((each) => `${plain}/`.startsWith(`${each}/`));
}
