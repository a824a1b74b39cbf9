/** For tests and nothing else: whoever reads this file has them. */
export const ACCESS_KEY = { id: 'LTAIVECTORTEST000001', secret: 'aliyunTestSecretKeyForVectors0001' };
export const BEARER_TOKEN = 'bearer-token-of-test-vectors-0001';
/** What the service's clock reads. */
export const NOW = '2026-01-02T03:04:05Z';
