import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';
import { shownBy } from './support/terminal.ts';

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(async () => {
  gateway = await gatewayForTest();
  scratch = scratchDirectory();
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

const dragoman = (args: readonly string[], env: Record<string, string> = {}) =>
  runToEnd(args, { cwd: scratch.path, url: gateway.url, env });

describe('a control command', () => {
  it('prints JSON when asked, and else what people read', async () => {
    expect(await dragoman(['health', '--json'])).toEqual({ code: 0, out: '{"status":"up"}\n', err: '' });
    expect(await dragoman(['health', '--url', gateway.url], {})).toEqual({ code: 0, out: 'up\n', err: '' });
  });

  it('takes its input by flags', async () => {
    const rules = JSON.stringify([{ name: 'one', match: { door: 'bk' }, fault: 'throttle' }]);
    const set = await dragoman(['faults', 'set', '--rules', rules, '--json']);
    expect(JSON.parse(set.out)).toMatchObject({ rules: [{ rule: { name: 'one' }, state: 'armed' }] });
    expect(JSON.parse((await dragoman(['faults', 'preset', 'reset-once', '--json'])).out)).toMatchObject({
      rules: [{}, { rule: { script: [{ reset: 'before' }, 'pass'] } }],
    });
    expect((await dragoman(['faults', 'clear'])).out).toBe('no rules: nothing is injected\n');
  });

  it('shows what there is where a group has no verb, and its help where that is asked for', async () => {
    const groups = [
      ...['clock', 'credentials', 'faults', 'journal', 'proxy', 'sandboxes', 'secrets', 'snapshots', 'vaults'],
    ];
    const yaml = ['--output', 'yaml'];
    const commands = groups.flatMap((group) => [
      [group, ...yaml],
      [group, group === 'clock' ? 'get' : 'list', ...yaml],
      [group, '--help'],
      [group, 'lst'],
    ]);
    const text = await shownBy(commands, { cwd: scratch.path, url: gateway.url, columns: null });
    const outputs = text.split(/^\$ dragoman .*\n/m).slice(1);
    expect(outputs).toHaveLength(commands.length);
    const steady = (output = ''): string => output.replaceAll(/^(now.*|offset_ms.*)$/gm, '');
    for (const [at, group] of groups.entries()) {
      const [without, withVerb, help, wrong] = outputs.slice(at * 4, at * 4 + 4);
      expect([group, steady(without)]).toEqual([group, steady(withVerb)]);
      expect(help).toContain(`Usage: dragoman ${group}`);
      expect(wrong).toContain("unknown command 'lst'");
    }
  });

  it.each([
    ['a rejection', ['faults', 'preset', 'none'], /^dragoman: there is no preset none: .*\n$/],
    [
      'nobody there',
      ['health', '--url', 'http://127.0.0.1:1'],
      /^dragoman: no gateway answers at http:\/\/127\.0\.0\.1:1: start one .*\n$/,
    ],
    ['a sandbox that is not', ['clock', 'get', '--sandbox', 'none'], /^dragoman: there is no sandbox none: .*\n$/],
    ['a missing flag', ['faults', 'set'], /--rules/],
    ['a missing value', ['secrets', 'put', 'orders'], /^dragoman: no value is given: --value-file - reads .*\n$/],
  ])('says in one line what went wrong: %s', async (_what, args, line) => {
    const { code, out, err } = await dragoman(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(line);
  });

  it('does not let a variable that says where the gateway is hinder a start', async () => {
    writeFileSync(join(scratch.path, 'dragoman.yaml'), 'port: nowhere\n');
    expect((await dragoman(['start'])).err).toMatch(/^dragoman: port = "nowhere"/);
  });
});
