import { catalogue, type Message } from '@dragoman/messages';

/** What would help against rejections that every dialect has. */
export const COMMON_HELP = catalogue({
  internal: { en: 'an internal error of the gateway: see its log', zh: '网关的内部错误：请查看其日志' },
  injected: { en: 'a fault that was set through the control API', zh: '通过控制 API 设置的故障' },
  bodyTooLarge: { en: 'the body is longer than {limit} bytes', zh: '请求体超过 {limit} 字节' },
  uriTooLong: { en: 'path and query are longer than {limit} bytes', zh: '路径和查询串超过 {limit} 字节' },
});

/** That the store does not answer: why, it says in English alone. */
export function unavailable({ message }: Error): Message {
  return { en: message, zh: '存储暂时不可用：请查看网关的日志' };
}
