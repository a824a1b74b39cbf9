import { type Account, type Named, projectNamed } from './account.ts';

/** The regions of the service, as the official SDKs list them (Go SDK, `services/csms/v1/region/region.go`). */
export const REGIONS = [
  'ae-ad-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'cn-east-2',
  'cn-east-3',
  'cn-north-1',
  'cn-north-2',
  'cn-north-4',
  'cn-north-9',
  'cn-south-1',
  'cn-south-2',
  'cn-southwest-2',
  'la-north-2',
  'la-south-2',
  'me-east-1',
  'na-mexico-1',
  'sa-brazil-1',
  'tr-west-1',
] as const;

/** Whether the service has the region. */
export function isRegion(name: string): boolean {
  return (REGIONS as readonly string[]).includes(name);
}

/** The region that a project is in. One that is no region's own project counts as in that of the account's project. */
export function regionOf(account: Account, projectId: string): string {
  return REGIONS.find((region) => projectNamed(account, region).id === projectId) ?? regionOfProject(account.project);
}

/** A sub-project bears its region's name before an underscore. */
export function regionOfProject(project: Named): string {
  return project.name.split('_')[0] ?? project.name;
}
