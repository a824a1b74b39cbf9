import { EPS_SERVICE } from '../../errors/eps.ts';

/** What an operation of EPS of the common kind says of itself. */
export const EPS = { service: EPS_SERVICE, success: 200, body: 'ignored', authenticated: true } as const;

export const PROJECTS_PATH = '/v1.0/enterprise-projects';
export const PROJECT_PATH = `${PROJECTS_PATH}/{enterprise_project_id}`;
