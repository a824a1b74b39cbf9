export { aliyunDoor } from './dialect.ts';
export { aliyunDevelopment, aliyunSandbox } from './development.ts';
export { type AliyunSettings, aliyunSettings } from './settings.ts';
