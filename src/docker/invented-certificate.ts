import { RandomStreams } from '../kernel/random-streams.ts';

/** What `node inspect` tells of the swarm's certificate authority. */
export interface TrustRoot {
  /** PEM, with its line feeds. */
  readonly certificate: string;
  /** DER in base64. */
  readonly issuerSubject: string;
  readonly issuerPublicKey: string;
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const lineLength = 64;
/** The same in all swarms: the name swarm-ca, and the algorithm of the key. */
const issuerSubject = 'MBMxETAPBgNVBAMTCHN3YXJtLWNh';
const keyAlgorithm = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE';

/** Looks like the certificate of a swarm and is none: its letters are made of the cluster's id. */
export function inventTrustRoot(clusterId: string): TrustRoot {
  const random = new RandomStreams(clusterId).stream('certificate');
  const letters = (count: number) => Array.from({ length: count }, () => base64.charAt(random.int(64))).join('');
  const lines = [...Array.from({ length: 7 }, () => letters(lineLength)), `${letters(42)}==`];
  const certificate = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
  return { certificate, issuerSubject, issuerPublicKey: `${keyAlgorithm}${letters(86)}==` };
}
