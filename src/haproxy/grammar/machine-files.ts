/** Folders of the distributions' and the Docker image's packages. */
const packaged = ['/etc/haproxy/', '/usr/local/etc/haproxy/', '/etc/ssl/', '/usr/share/', '/dev/null'];

/** Accounts that images and distributions have. */
export const accounts = ['root', 'nobody', 'nogroup', 'haproxy', 'daemon', 'www-data', 'bin', 'sys', 'adm', 'proxy'];

/**
 * Whether a file is on a simulated balancer's machine. It has what packages bring, and nothing else: HAProxy refuses to start where a
 * file is missing, and so does the model, but a configuration as distributions ship it is fine.
 */
export function isOnMachine(path: string): boolean {
  return packaged.some((folder) => path.startsWith(folder));
}
