/** A service that secrets move from or to. */
export type Dialect = 'huawei' | 'aliyun' | 'bk';

export const DIALECTS: readonly Dialect[] = ['huawei', 'aliyun', 'bk'];

/** From where to where secrets move; `K1-K3` is Alibaba's shared KMS 1.0 to an instance of KMS 3.0. */
export type Direction = 'HW-ALI' | 'HW-BK' | 'ALI-HW' | 'ALI-BK' | 'BK-HW' | 'BK-ALI' | 'K1-K3';

/** The six between services, in the order of the verdicts of the catalogue. */
export const DIRECTIONS = ['HW-ALI', 'HW-BK', 'ALI-HW', 'ALI-BK', 'BK-HW', 'BK-ALI'] as const;

const DIRECTION_OF = {
  huawei: { aliyun: 'HW-ALI', bk: 'HW-BK' },
  aliyun: { huawei: 'ALI-HW', bk: 'ALI-BK' },
  bk: { huawei: 'BK-HW', aliyun: 'BK-ALI' },
} as const satisfies Record<Dialect, Partial<Record<Dialect, Direction>>>;

/** The direction between two services. @returns `null` from a service to itself */
export function directionBetween(source: Dialect, target: Dialect): (typeof DIRECTIONS)[number] | null {
  const targets: Partial<Record<Dialect, (typeof DIRECTIONS)[number]>> = DIRECTION_OF[source];
  return targets[target] ?? null;
}
