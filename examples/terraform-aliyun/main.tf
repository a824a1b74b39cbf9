terraform {
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = ">= 1.253.0"
    }
  }
}

# Region, keys and the kind of account come from the environment: `dragoman exec` sets them where they are not set.
provider "alicloud" {}

variable "name" {
  type    = string
  default = "example-terraform"
}

variable "secret_version" {
  type    = string
  default = "1"
}

resource "alicloud_kms_key" "example" {
  description            = "protects ${var.name}"
  pending_window_in_days = 7
}

resource "alicloud_kms_alias" "example" {
  alias_name = "alias/${var.name}"
  key_id     = alicloud_kms_key.example.id
}

resource "alicloud_kms_secret" "example" {
  secret_name             = var.name
  description             = "version ${var.secret_version}"
  encryption_key_id       = alicloud_kms_key.example.id
  secret_data             = jsonencode({ user = "root", password = "example-${var.secret_version}" })
  version_id              = var.secret_version
  recovery_window_in_days = 7
  tags = {
    env = "test"
  }
}

resource "alicloud_kms_ciphertext" "example" {
  key_id    = alicloud_kms_key.example.id
  plaintext = "example"
  encryption_context = {
    name = var.name
  }
}

output "name" {
  value = alicloud_kms_secret.example.secret_name
}

output "secret_version" {
  value = alicloud_kms_secret.example.version_id
}
