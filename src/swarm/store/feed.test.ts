import { describe, expect, it } from 'vitest';
import type { Change } from '../change.ts';
import { Feed } from './feed.ts';

const change = { kind: 'task', before: null, after: null } as Change;

describe('Feed', () => {
  it('shows nothing before it is revealed', () => {
    const feed = new Feed();
    const reader = feed.reader();
    feed.publish([change]);
    expect(reader.hasNext).toBe(false);
    feed.reveal(feed.length);
    expect(reader.next()).toBe(change);
    expect(reader.next()).toEqual({ kind: 'commit' });
    expect(reader.next()).toBeUndefined();
  });

  it('lets a reader see only what comes after it', () => {
    const feed = new Feed();
    feed.publish([change]);
    const reader = feed.reader();
    feed.publish([]);
    feed.reveal(feed.length);
    expect(reader.next()).toEqual({ kind: 'commit' });
  });

  it('forgets what all have read', () => {
    const feed = new Feed();
    const [fast, slow] = [feed.reader(), feed.reader()];
    feed.publish([change]);
    feed.reveal(feed.length);
    while (fast.next() !== undefined);
    expect(feed.trim()).toBe(0);
    while (slow.next() !== undefined);
    expect(feed.trim()).toBe(2);
    expect(feed.length).toBe(0);
  });
});
