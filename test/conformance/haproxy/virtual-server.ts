import type { EventLoop } from '../../../src/kernel/event-loop.ts';
import type { Probe, ProbeListener } from '../../../src/traffic/balancer/checks/probe.ts';

/** How a recorded server answers its checks: a status, perhaps after a while in seconds, nothing at all, or no connection. */
export type Behaviour = number | 'hang' | 'refuse' | 'listen' | readonly ['delay', number, number];

const ok = 200;
const msPerSecond = 1000;
/** No server has to be waited for. */
const refusalShare = 0.5;

/** A server that answers checks as a recording's server did. */
export class VirtualServer implements Probe {
  behaviour: Behaviour = ok;
  /** When checks arrived that it saw, in ms. */
  readonly received: number[] = [];
  /** When any check began. */
  readonly asked: number[] = [];
  readonly #loop: EventLoop;
  readonly #latenessMs: number;

  /** So much later than at once each of its answers is known: the recording machine's own timers. */
  constructor(loop: EventLoop, latenessMs: number) {
    this.#loop = loop;
    this.#latenessMs = latenessMs;
  }

  open(asks: boolean, listener: ProbeListener): void {
    const { behaviour } = this;
    this.asked.push(this.#loop.nowMs);
    if (behaviour === 'refuse') {
      this.#loop.call(this.#latenessMs * refusalShare, () => listener.refused());
      return;
    }
    if (asks) this.received.push(this.#loop.nowMs);
    listener.connected();
    if (!asks || behaviour === 'hang') return;
    const [, afterSeconds, status] = typeof behaviour === 'object' ? behaviour : ['delay', 0, behaviour];
    const answer = status === 'listen' ? ok : status;
    this.#loop.call(afterSeconds * msPerSecond + this.#latenessMs, () => listener.answered(answer));
  }
}
