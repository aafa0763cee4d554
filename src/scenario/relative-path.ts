/** A path that a file names, seen from where the file was named: `scenarios/a.yaml` + `haproxy.cfg` → `scenarios/haproxy.cfg`. */
export function besideFile(file: string, named: string): string {
  if (named.startsWith('/')) return named;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return folder + named.replace(/^\.\//, '');
}
