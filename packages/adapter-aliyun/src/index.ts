export { aliyunDoor } from './dialect.ts';
export { aliyunDevelopment } from './development.ts';
export { type AliyunSettings, aliyunSettings } from './settings.ts';
