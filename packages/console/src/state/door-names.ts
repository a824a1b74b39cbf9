/** What people call the clouds behind the doors. */
export const DOOR_NAMES: Readonly<Record<string, string>> = {
  huawei: 'Huawei CSMS',
  aliyun: 'Alibaba KMS',
  bk: 'BlueKing JOB',
};
