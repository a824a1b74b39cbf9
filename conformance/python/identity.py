"""The development identity that every gateway has, as its README documents it."""

ACCESS_KEY = "DRAGOMANDEV000000001"
SECRET_KEY = "DragomanDevelopmentSecretKeyNotForCloud0"

IAM_DOMAIN = "dragoman"
IAM_DOMAIN_ID = "d7a60a000000000000000000000000d0"
IAM_USER = "dragoman"
IAM_PASSWORD = "Dragoman-Development-1"
IAM_MFA_SECRET = "DRAGOMANDEVELOPMENTMFASECRETKEY2"

HUAWEI_REGION = "cn-north-4"
HUAWEI_PROJECT = "d7a60a00000000000000000000000001"

ALIYUN_ACCOUNT = "1000000000000001"
ALIYUN_REGION = "cn-hangzhou"

BK_APP = "dragoman"
BK_APP_SECRET = "dragoman-development-app-secret"
BK_USER = "admin"
BK_TOKEN = "dragoman-development-token"
BK_SCOPE = {"bk_scope_type": "biz", "bk_scope_id": "2"}

SECRETS = (SECRET_KEY, IAM_PASSWORD, BK_APP_SECRET, BK_TOKEN)
