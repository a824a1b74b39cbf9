/** What `rehearse` needs is loaded by those who rehearse alone. */
export const rehearseModule = () => import('@dragoman/rehearse');
