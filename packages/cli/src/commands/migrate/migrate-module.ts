/** What `migrate` needs is loaded by those who migrate alone. */
export const migrateModule = () => import('@dragoman/migrate');
