/**
 * Members that are each made when they are first asked for. A store has some dozens of statements, of which a process
 * uses few: to prepare them all would take as long as to open the file.
 */
export function onDemand<Members extends object>(makers: {
  readonly [Name in keyof Members]: () => Members[Name];
}): Readonly<Members> {
  const members = {} as Members;
  for (const name of Object.keys(makers) as (keyof Members)[])
    Object.defineProperty(members, name, {
      configurable: true,
      enumerable: true,
      get() {
        const value = makers[name]();
        Object.defineProperty(members, name, { value });
        return value;
      },
    });
  return members;
}
