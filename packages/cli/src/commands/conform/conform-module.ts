/** What recordings and probes need is loaded by those who make some alone. */
export const conformModule = () => import('@dragoman/conform');
