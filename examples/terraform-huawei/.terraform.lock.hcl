# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/huaweicloud/huaweicloud" {
  version = "1.99.0"
  hashes = [
    "h1:oJcYgCOuqHVKSxUEnKEcdmhMPvsWjZzf2SbZtJhczAg=",
  ]
}
