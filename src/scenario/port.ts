const highest = 65_535;

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= highest;
}
