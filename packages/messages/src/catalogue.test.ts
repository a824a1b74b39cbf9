import { describe, expect, it } from '@jest/globals';

import { catalogue } from './catalogue.ts';
import { verbatim } from './message.ts';

const MESSAGES = catalogue({
  plain: { en: 'nothing falls due', zh: '没有到期事项' },
  filled: { en: '{field} = "{text}" is no {what}', zh: '{field} = "{text}" 不是{what}' },
  isMissing: { en: '{what} is missing', zh: '缺少{what}字段' },
  duration: { en: 'duration', zh: '时长' },
  braces: { en: 'the body is hashed as {}', zh: '请求体按 {} 计算了哈希' },
});

describe('a catalogue of messages', () => {
  it('has each in every language', () => {
    expect(MESSAGES.plain).toEqual({ en: 'nothing falls due', zh: '没有到期事项' });
  });

  it('fills in values, messages among them in the language of the whole', () => {
    expect(MESSAGES.filled({ field: 'by', text: '1x', what: MESSAGES.duration })).toEqual({
      en: 'by = "1x" is no duration',
      zh: 'by = "1x" 不是时长',
    });
  });

  it('has a blank between Chinese and other characters, and only there', () => {
    expect(MESSAGES.isMissing({ what: 'by' }).zh).toBe('缺少 by 字段');
    expect(MESSAGES.isMissing({ what: MESSAGES.duration }).zh).toBe('缺少时长字段');
  });

  it('never fills in what a value says', () => {
    expect(MESSAGES.filled({ field: '{text}', text: '{what}', what: verbatim('$&') }).en).toBe(
      '{text} = "{what}" is no $&',
    );
  });

  it('leaves braces that name nothing', () => {
    expect(MESSAGES.braces.zh).toBe('请求体按 {} 计算了哈希');
  });

  it('does not compile without Chinese, or without a value there', () => {
    // @ts-expect-error: no Chinese
    catalogue({ untranslated: { en: 'nothing' } });
    // @ts-expect-error: the Chinese lacks a value
    catalogue({ shorter: { en: 'there is no {name}', zh: '不存在' } });
    // @ts-expect-error: the Chinese has another value
    catalogue({ other: { en: 'there is no {name}', zh: '不存在 {nam}' } });
    // @ts-expect-error: a value is forgotten
    MESSAGES.filled({ field: 'by', text: '1x' });
  });
});
