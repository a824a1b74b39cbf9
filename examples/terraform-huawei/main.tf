terraform {
  required_providers {
    huaweicloud = {
      source = "huaweicloud/huaweicloud"
    }
  }
}

# Region, keys and project come from the environment: `dragoman exec` sets HW_*.
provider "huaweicloud" {}

variable "name" {
  type    = string
  default = "example-terraform"
}

variable "password" {
  type      = string
  sensitive = true
  default   = "first"
}

variable "enterprise_project" {
  description = "Whether the secret is in the enterprise project of the team rather than in the default one."
  type        = bool
  default     = false
}

resource "huaweicloud_enterprise_project" "team" {
  name                    = "${var.name}-team"
  description             = "Who the secret belongs to"
  skip_disable_on_destroy = false
  delete_flag             = true
}

resource "huaweicloud_kms_key" "secrets" {
  key_alias    = var.name
  pending_days = "7"

  tags = {
    made_by = "terraform"
  }
}

resource "huaweicloud_smn_topic" "alerts" {
  name                     = var.name
  display_name             = "Secrets"
  services_publish_allowed = "csms"

  tags = {
    made_by = "terraform"
  }
}

resource "huaweicloud_csms_event" "changes" {
  name                     = var.name
  event_types              = ["SECRET_VERSION_CREATED", "SECRET_DELETED"]
  status                   = "ENABLED"
  notification_target_type = "SMN"
  notification_target_id   = huaweicloud_smn_topic.alerts.topic_urn
  notification_target_name = huaweicloud_smn_topic.alerts.name
}

resource "huaweicloud_csms_secret" "password" {
  name                  = var.name
  kms_key_id            = huaweicloud_kms_key.secrets.id
  secret_text           = var.password
  event_subscriptions   = [huaweicloud_csms_event.changes.name]
  enterprise_project_id = var.enterprise_project ? huaweicloud_enterprise_project.team.id : "0"

  tags = {
    made_by = "terraform"
  }
}

resource "huaweicloud_identity_user" "reader" {
  name        = var.name
  description = "Reads the secret"
  password    = "Terraform-Example-1"
}

data "huaweicloud_csms_secret_version" "password" {
  secret_name = huaweicloud_csms_secret.password.name
  depends_on  = [huaweicloud_csms_secret.password]
}

output "secret_version" {
  value = data.huaweicloud_csms_secret_version.password.version
}
