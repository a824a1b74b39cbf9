import { describe, expect, it } from '@jest/globals';

import { JournalFeed, MAX_KEPT } from './journal-feed.ts';

function feedOf(count: number): JournalFeed<{ sequence: number }> {
  const feed = new JournalFeed<{ sequence: number }>();
  for (let sequence = 1; sequence <= count; sequence += 1) feed.push({ sequence });
  return feed;
}

describe('the feed of the journal', () => {
  it('shows the newest first', () => {
    const feed = feedOf(3);
    expect(feed.flush()).toBe(true);
    expect(feed.displayed.map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
    expect(feed.flush()).toBe(false);
  });

  it('counts what comes while it is held, and shows it afterwards', () => {
    const feed = feedOf(1);
    feed.flush();
    feed.isHeld = true;
    feed.push({ sequence: 2 });
    expect([feed.flush(), feed.pending, feed.displayed.length]).toEqual([false, 1, 1]);
    feed.isHeld = false;
    feed.flush();
    expect([feed.pending, feed.displayed.length]).toEqual([0, 2]);
  });

  it('keeps so many and no more, held or not', () => {
    const feed = feedOf(0);
    feed.isHeld = true;
    for (let sequence = 1; sequence <= 20 * MAX_KEPT; sequence += 1) feed.push({ sequence });
    expect(feed.pending).toBe(20 * MAX_KEPT);
    feed.isHeld = false;
    feed.flush();
    expect(feed.displayed).toHaveLength(MAX_KEPT);
    expect(feed.displayed[0]).toEqual({ sequence: 20 * MAX_KEPT });
  });

  it('says how many were dropped', () => {
    const feed = feedOf(0);
    feed.drop(7);
    feed.drop(5);
    expect(feed.dropped).toBe(12);
  });
});
