import type { RandomStream } from '../kernel/random-stream.ts';
import type { NodeRole } from '../swarm/objects/node.ts';

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const form = /^SWMTKN-1-([0-9a-z]{50})-([0-9a-z]{25})$/;

/**
 * The two secrets with which a machine may join a swarm, `SWMTKN-1-<digest of the CA>-<secret>`: the digest names the
 * swarm, the secret the role. Source: SwarmKit `ca/certificates.go`.
 */
export class JoinTokens {
  readonly #random: RandomStream;
  readonly #digest: string;
  readonly #secrets: Record<NodeRole, string>;

  constructor(random: RandomStream) {
    this.#random = random;
    this.#digest = letters(random, 50);
    this.#secrets = { worker: letters(random, 25), manager: letters(random, 25) };
  }

  of(role: NodeRole): string {
    return `SWMTKN-1-${this.#digest}-${this.#secrets[role]}`;
  }

  /** The old token of this role is of no use from now on. */
  rotate(role: NodeRole): void {
    this.#secrets[role] = letters(this.#random, 25);
  }

  /** What a manager of this swarm answers to a machine that shows this token: a role, or Docker's refusal. */
  admit(token: string): { readonly role: NodeRole } | { readonly refusal: string } {
    const [, digest, secret] = form.exec(token) ?? [];
    if (digest === undefined) return { refusal: 'invalid join token' };
    if (digest !== this.#digest) return { refusal: `remote CA does not match fingerprint. Expected: ${digest}` };
    if (secret === this.#secrets.worker) return { role: 'worker' };
    if (secret === this.#secrets.manager) return { role: 'manager' };
    return {
      refusal: 'rpc error: code = InvalidArgument desc = A valid join token is necessary to join this cluster',
    };
  }
}

/** Text of base-36 digits, as SwarmKit's ids and secrets are. */
function letters(random: RandomStream, count: number): string {
  return Array.from({ length: count }, () => base36.charAt(random.int(36))).join('');
}
