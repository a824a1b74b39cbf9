/** A key's own name; that of a default key ends in `/default` and is not given by anybody. */
export const ALIAS_PATTERN = '^(?!.*/default$)[a-zA-Z0-9:/_-]{1,255}$';

/** A further name of a key; it must begin so (Terraform provider, `kms_alias`). */
export const FURTHER_ALIAS_PATTERN = '^alias/[a-zA-Z0-9:/_-]{1,249}$';

/** The longest description of a key, in characters. */
export const MAX_KEY_DESCRIPTION = 255;

/** How many grants a key may have (ShowUserQuotas). */
export const MAX_GRANTS = 100;
