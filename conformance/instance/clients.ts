import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAIR = '-----BEGIN PRIVATE KEY----------BEGIN PUBLIC KEY-----';
const NO_KEY = 'Forbidden.KeyNotFound';
const SECRET = ['data', 'Forbidden.ResourceNotFound'] as const;

/** By operation, what shows its success and the code of one error. */
type Expected = Readonly<Record<string, readonly [success: string, error: string]>>;

const GCS: Expected = {
  Encrypt: ['plain', NO_KEY],
  Decrypt: ['plain', NO_KEY],
  AdvanceEncrypt: ['plain', NO_KEY],
  AdvanceDecrypt: ['plain', NO_KEY],
  GenerateDataKey: ['24', NO_KEY],
  AdvanceGenerateDataKey: ['24', NO_KEY],
  GenerateDataKeyPair: [PAIR, NO_KEY],
  GenerateDataKeyPairWithoutPlaintext: [PAIR, NO_KEY],
  AdvanceGenerateDataKeyPair: [PAIR, NO_KEY],
  AdvanceGenerateDataKeyPairWithoutPlaintext: [PAIR, NO_KEY],
  Sign: ['256', NO_KEY],
  Verify: ['true', NO_KEY],
  GetPublicKey: ['-----BEGIN PUBLIC KEY-----', NO_KEY],
  GetSecretValue: SECRET,
  GenerateRandom: ['16', 'InvalidParameter'],
};

const TRANSFER: Expected = {
  Encrypt: ['plain', NO_KEY],
  Decrypt: ['plain', NO_KEY],
  GenerateDataKey: ['24', NO_KEY],
  GenerateDataKeyWithoutPlaintext: ['24', NO_KEY],
  AsymmetricEncrypt: ['plain', NO_KEY],
  AsymmetricDecrypt: ['plain', NO_KEY],
  AsymmetricSign: ['true', NO_KEY],
  AsymmetricVerify: ['true', NO_KEY],
  GetPublicKey: ['-----BEGIN PUBLIC KEY-----', NO_KEY],
  GetSecretValue: SECRET,
};

const READS: Expected = { GetSecretValue: SECRET };

/** What is made of what: each client names its things after its language. */
const lifeOf = (name: string): Expected => ({
  ConnectKmsInstance: ['Uninitialized, Connected', 'Forbidden.DKMSInstanceNotFound'],
  CreateNetworkRule: [name, 'Rejected.ResourceExist'],
  CreatePolicy: [name, 'Rejected.ResourceExist'],
  CreateApplicationAccessPoint: [name, 'Rejected.ResourceExist'],
  CreateClientKey: ['RSA_2048', 'Forbidden.ResourceNotFound'],
  // What follows when the policy no longer permits it, when the client key is gone, and when the instance is.
  GetSecretValue: ['data', 'Forbidden.NoPermission'],
  AdvanceEncrypt: ['plain', 'Forbidden.NoPermission'],
  DeleteClientKey: ['1, 0', 'Unauthorized'],
  ReleaseKmsInstance: ['released', 'Forbidden.DKMSInstanceNotFound'],
});

export interface Client {
  readonly name: string;
  /** The toolchain that `run` found. */
  readonly needs: 'python' | 'go' | 'java';
  readonly command: readonly string[];
  readonly expected: Expected;
}

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const { INSTANCE_BIN = '' } = process.env;
const python = (environment: string, program: string) => [
  pathOf(`python/.venv/${environment}/bin/python`),
  pathOf(`python/${program}.py`),
];
const java = (name: string) => ['java', '-cp', join(INSTANCE_BIN, 'java', '*'), `instance.${name}`];

/** The clients of the instance's gateway. */
export const CLIENTS: readonly Client[] = [
  { name: 'alibabacloud-dkms-gcs (Python)', needs: 'python', command: python('gcs', 'gcs'), expected: GCS },
  {
    name: 'alibabacloud-dkms-transfer-python',
    needs: 'python',
    command: python('transfer', 'transfer'),
    expected: TRANSFER,
  },
  {
    name: 'TransferClient of alibabacloud-kms-python-sdk',
    needs: 'python',
    command: python('kms', 'transfer_client'),
    expected: TRANSFER,
  },
  {
    name: 'aliyun-secret-manager-client (Python)',
    needs: 'python',
    command: python('gcs', 'secretsmanager'),
    expected: READS,
  },
  { name: 'alibabacloud-dkms-gcs-go-sdk', needs: 'go', command: [join(INSTANCE_BIN, 'gcs')], expected: GCS },
  {
    name: 'alibabacloud-dkms-transfer-go-sdk',
    needs: 'go',
    command: [join(INSTANCE_BIN, 'transfer')],
    expected: TRANSFER,
  },
  {
    name: 'aliyun-secretsmanager-client-go',
    needs: 'go',
    command: [join(INSTANCE_BIN, 'secretsmanager')],
    expected: READS,
  },
  { name: 'alibabacloud-dkms-gcs-sdk (Java)', needs: 'java', command: java('Gcs'), expected: GCS },
  { name: 'kms-transfer-client (Java)', needs: 'java', command: java('Transfer'), expected: TRANSFER },
  {
    name: 'alibabacloud-secretsmanager-client (Java)',
    needs: 'java',
    command: java('SecretsManager'),
    expected: READS,
  },
];

/** Those that set an instance up too, at the endpoints of the vendor. */
export const LIVES: readonly Client[] = [
  {
    name: 'alibabacloud-kms-python-sdk',
    needs: 'python',
    command: python('kms', 'life'),
    expected: lifeOf('life-python'),
  },
  {
    name: 'alibaba-cloud-sdk-go and alibabacloud-dkms-gcs-go-sdk',
    needs: 'go',
    command: [join(INSTANCE_BIN, 'life')],
    expected: lifeOf('life-go'),
  },
  {
    name: 'kms20160120 and alibabacloud-dkms-gcs-sdk (Java)',
    needs: 'java',
    command: java('Life'),
    expected: lifeOf('life-java'),
  },
];
