/** A quantity that Docker would refuse. The message is Docker's own (Go's `time` and `strconv`, go-units, docker/cli `opts`). */
export class UnitError extends Error {
  override readonly name = 'UnitError';
}
