import { isIP } from 'node:net';

import type { Json } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import { isList, isObject, parseJson } from '../wire/json.ts';
import type { BoundVpc } from './instance.ts';

/** Of an access point, rule or policy. Its form is documented nowhere. @NOTE unverified */
export const ThingName = Type.String({ minLength: 1 });

/** Policies of an access point (page CreateApplicationAccessPoint). */
const MAX_POLICIES = 3;
/** Rules of a policy (page ALIYUN::KMS::Policy of Resource Orchestration Service). */
const MAX_NETWORK_RULES = 40;
/** Longer lists than anybody needs are rejected rather than kept. @NOTE unverified */
const MAX_LISTED = 1000;

const PERMISSION = /^RbacPermission\/Template\/(CryptoServiceKeyUser|CryptoServiceSecretUser|SecretUser)$/;
const RESOURCE = /^(key|secret)\/./;

/** Names of policies, which need not be there (the Terraform provider's page of client keys names one that is not). */
export function policiesFromWire(text: string): readonly string[] {
  return textsFromWire('Policies', text, MAX_POLICIES);
}

export function permissionsFromWire(text: string): readonly string[] {
  return textsFromWire('Permissions', text, MAX_LISTED, (permission) => PERMISSION.test(permission));
}

export function resourcesFromWire(text: string): readonly string[] {
  return textsFromWire('Resources', text, MAX_LISTED, (resource) => RESOURCE.test(resource));
}

/** Addresses and blocks of addresses. */
export function addressesFromWire(text: string): readonly string[] {
  return textsFromWire('SourcePrivateIp', text, MAX_LISTED, isAddressRange);
}

/** `{"NetworkRules":["rule"]}`; what else is there is not looked at. */
export function accessRulesFromWire(text: string): readonly string[] {
  const parsed = parseJson('AccessControlRules', text);
  if (!isObject(parsed)) throw invalid('AccessControlRules');
  return texts('AccessControlRules', parsed['NetworkRules'] ?? [], MAX_NETWORK_RULES);
}

/** What replaces the VPCs that an instance is bound to (page UpdateKmsInstanceBindVpc). */
export function vpcsFromWire(text: string): readonly BoundVpc[] {
  const parsed = parseJson('BindVpcs', text);
  if (!isList(parsed) || parsed.length > MAX_LISTED) throw invalid('BindVpcs');
  return parsed.map((entry) => {
    const { VpcId, VSwitchId, RegionId, VpcOwnerId } = isObject(entry) ? entry : {};
    const vpcOwnerId = typeof VpcOwnerId === 'number' ? String(VpcOwnerId) : VpcOwnerId;
    if (!isText(VpcId) || !isText(VSwitchId) || !isText(RegionId) || !isText(vpcOwnerId)) throw invalid('BindVpcs');
    return { vpcId: VpcId, vswitchId: VSwitchId, regionId: RegionId, vpcOwnerId };
  });
}

/** Names in one text, separated by commas. */
export function namesFromWire(parameter: string, text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw invalid(parameter);
  return names;
}

function textsFromWire(
  parameter: string,
  text: string,
  limit: number,
  fits: (text: string) => boolean = () => true,
): readonly string[] {
  const found = texts(parameter, parseJson(parameter, text), limit);
  if (!found.every(fits)) throw invalid(parameter);
  return found;
}

function texts(parameter: string, value: Json, limit: number): readonly string[] {
  if (!isList(value) || value.length > limit || !value.every(isText)) throw invalid(parameter);
  return value;
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function invalid(parameter: string): InvalidInputError {
  return new InvalidInputError(parameter, 'format', HELP.formOfPage({ parameter }));
}
