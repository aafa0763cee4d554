import { describe, expect, it } from 'vitest';
import { holds } from '../../traffic/balancer/request-condition.ts';
import { readWhen } from '../proxy/read-condition.ts';
import { toRequestCondition } from './to-request-condition.ts';

const request = {
  method: 'GET',
  path: '/api/v1/users.json?page=2',
  address: '10.1.2.3',
  header: (name: string) => (name.toLowerCase() === 'host' ? 'www.Example.com' : null),
};

/** `null` = it cannot be decided. */
function decided(text: string): boolean | null {
  const condition = toRequestCondition(readWhen(text.split(' '), new Map()));
  return condition === null ? null : holds(condition, request);
}

describe('a condition on a request', () => {
  it.each<[string, boolean]>([
    ['if { path_beg /api }', true],
    ['if { path_beg /API }', false],
    ['if { path_beg -i /API }', true],
    ['if { path /api/v1/users.json }', true],
    ['if { path_end .json .xml }', true],
    ['if { path_sub page }', false],
    ['if { url_sub page=2 }', true],
    ['if { query -m beg page }', true],
    ['if { path_dir v1 }', true],
    ['if { path_dir v }', false],
    ['if { path_reg ^/api/v[0-9]+/ }', true],
    ['if { path -m end users.json }', true],
    ['if { hdr(host) -i www.example.com }', true],
    ['if { hdr_dom(host) -i example }', true],
    ['if { hdr(X-Key) -m found }', false],
    ['if { hdr(host) -m found }', true],
    ['if { method POST }', false],
    ['if METH_GET', true],
    ['if METH_POST or { src 10.0.0.0/8 }', true],
    ['if { src 10.1.2.3 }', true],
    ['if { src 192.168.0.0/16 10.1.2.0/255.255.255.0 }', true],
    ['if !{ src 10.0.0.0/8 }', false],
    ['unless { path_beg /api } METH_GET', false],
    ['if { srv_id 1 }', false],
    ['if { cook(user) -m found } { path /x } FALSE', false],
    ['if TRUE or { cook(user) -m found }', true],
  ])('%s', (text, expected) => {
    expect(decided(text)).toBe(expected);
  });

  it.each([
    'if { cook(user) -m found }',
    'if { path_len gt 3 }',
    'if { path,lower -m beg /x }',
    'if { src_conn_rate gt 3 }',
  ])('%s hangs on what simulated requests do not have', (text) => {
    expect(decided(text)).toBeNull();
  });
});
