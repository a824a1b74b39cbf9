/** The databases whose accounts a function can rotate. */
export type Engine = 'mysql' | 'postgresql' | 'sqlserver';

/** Whether one account gets a new password, or two take turns. */
export type SubType = 'SingleUser' | 'MultiUser';

interface Driver {
  readonly module: string;
  readonly port: number;
  readonly connect: string;
  /** Sets a password; `name` and `password` are Python names. */
  readonly statement: string;
}

const DRIVERS: Record<Engine, Driver> = {
  mysql: {
    module: 'pymysql',
    port: 3306,
    connect: 'pymysql.connect(host=host, port=port, user=user, password=password)',
    statement: 'cursor.execute("ALTER USER %s@\'%%\' IDENTIFIED BY %s", (name, new_password))',
  },
  postgresql: {
    module: 'psycopg2',
    port: 5432,
    connect: 'psycopg2.connect(host=host, port=port, user=user, password=password, dbname="postgres")',
    statement:
      'cursor.execute(sql.SQL("ALTER ROLE {} WITH PASSWORD {}")\n' +
      '                           .format(sql.Identifier(name), sql.Literal(new_password)))',
  },
  sqlserver: {
    module: 'pymssql',
    port: 1433,
    connect: 'pymssql.connect(server=host, port=port, user=user, password=password)',
    statement:
      'cursor.execute("DECLARE @s nvarchar(max) = N\'ALTER LOGIN \' + QUOTENAME(%s)"\n' +
      "                           \" + N' WITH PASSWORD = ' + QUOTENAME(%s, ''''); EXEC(@s)\",\n" +
      '                           (name, new_password))',
  },
};

const CHOICES: Record<SubType, string> = {
  SingleUser: `def account_to_rotate(users, current):
    """One account: the one in use gets the new password."""
    return current`,
  MultiUser: `def account_to_rotate(users, current):
    """Two accounts take turns: the one that is not in use gets the new password and is in use from then on."""
    return next(user for user in users if user["name"] != current["name"])`,
};

/** The source of a function for FunctionGraph, in Python, that rotates the password of a database account. */
export function functionTemplate(title: string, subType: SubType, engine: Engine): string {
  const { module, port, connect, statement } = DRIVERS[engine];
  return `# Rotates the password of a ${title} account (${subType}). Runs in FunctionGraph, Python 3.9; needs ${module}.
import json
import os
import secrets
import string

import ${module}
${engine === 'postgresql' ? 'from psycopg2 import sql\n' : ''}
KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits, "!@#%^*-_=+")
ALPHABET = "".join(KINDS)


${CHOICES[subType]}


def new_password_text(length=32):
    while True:
        text = "".join(secrets.choice(ALPHABET) for _ in range(length))
        if all(any(c in kind for c in text) for kind in KINDS):
            return text


def set_password(host, port, user, password, name, new_password):
    connection = ${connect}
    try:
        with connection.cursor() as cursor:
            ${statement}
        connection.commit()
    finally:
        connection.close()


def handler(event, context):
    """Answers the new value.

    event: {"secret_string": the secret's value, "administrator": {"name", "password"} or nothing}
    """
    value = json.loads(event["secret_string"])
    users = value["users"]
    current = users[0]
    account = account_to_rotate(users, current)
    administrator = event.get("administrator") or current
    new_password = new_password_text()
    set_password(os.environ["DB_HOST"], int(os.environ.get("DB_PORT", "${port}")),
                 administrator["name"], administrator["password"], account["name"], new_password)
    others = [user for user in users if user["name"] != account["name"]]
    value["users"] = [{"name": account["name"], "password": new_password}] + others
    return {"statusCode": 200, "body": json.dumps({"secret_string": json.dumps(value)})}
`;
}
