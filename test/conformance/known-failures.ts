/** Recorded cases that do not agree. A group whose cases all agree again must leave this list. */
export interface KnownFailures {
  /** `FAMILY/ID`: the cases whose names begin so. */
  readonly cases: string;
  /** So many of them fail at most. */
  readonly atMost: number;
  readonly reason: string;
}

const waitsOfReturn =
  'when agents and managers find each other again is chance: no seed of ours hits all of it at once; and a demoted leader whose engine had not noticed yet';
const chanceOfStarts =
  'which containers of an overloaded host started before which failure: one seed of a hundred does the same, but none at the same times';
const slowHost = 'the managers themselves were late by some hundred ms, as their host was overloaded';
const momentOfDown = 'the look fell into the tenth of a second after the node was found down, which is drawn';

export const knownFailures: readonly KnownFailures[] = [
  {
    cases: 'haproxy checks/hang-i400-t150',
    atMost: 1,
    reason:
      'the last of three checks that hang ended after 194 ms, the others after 400: its server was down by then, but no rule of HAProxy says that this matters',
  },
  { cases: 'swarm times/03', atMost: 2, reason: slowHost },
  { cases: 'swarm times/04', atMost: 2, reason: chanceOfStarts },
  { cases: 'swarm times/05', atMost: 1, reason: slowHost },
  { cases: 'swarm times/09', atMost: 1, reason: waitsOfReturn },
  { cases: 'swarm transcripts/08', atMost: 1, reason: momentOfDown },
  { cases: 'swarm transcripts/09', atMost: 12, reason: waitsOfReturn },
];
