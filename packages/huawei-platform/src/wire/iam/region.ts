/** A region as lists print it. */
export function regionToWire(region: string, origin: string): object {
  return {
    id: region,
    type: 'public',
    description: '',
    parent_region_id: null,
    locales: { 'en-us': region, 'zh-cn': region },
    links: { self: `${origin}/v3/regions/${region}` },
  };
}
