/** How the names of such files end: nothing else that a scenario reads does. */
export const ownStrategyFile = /\.m?js$/;

/** Whether `placement` names a file of the user's own; no strategy of Seatrial's is called so. */
export function isOwnStrategy(placement: string): boolean {
  return /[/\\]|\.[cm]?[jt]sx?$/.test(placement);
}
