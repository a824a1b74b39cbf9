import { aliyunDoor } from '@dragoman/adapter-aliyun';
import { bkDoor } from '@dragoman/adapter-bk';
import { huaweiDoor } from '@dragoman/adapter-huawei';
import type { PermissionMode, Services, VaultBindings } from '@dragoman/core';
import type { Door, DoorHost, DoorParts } from '@dragoman/protocol-kit';

import type { EnvironmentSettings } from './settings.ts';
import { type DoorName, servicesAt } from './visibility/visibility.ts';

/** What the doors of one environment share. */
export interface DoorsParts extends Pick<DoorHost, 'observe' | 'interceptor' | 'findElsewhere' | 'noteHandedOut'> {
  readonly settings: EnvironmentSettings;
  readonly bindings: VaultBindings;
  readonly services: Services;
  readonly authority?: DoorParts<unknown>['authority'];
  readonly usage?: DoorParts<unknown>['usage'];
}

/** The three doors over the same services. */
export function buildDoors({ settings, bindings, services, ...host }: DoorsParts): Door[] {
  const { huawei, aliyun, bk } = settings.doors;
  const parts = <Own extends { readonly auth?: DoorParts<unknown>['authMode']; readonly permissions?: PermissionMode }>(
    name: DoorName,
    own: Own,
  ): DoorParts<Own> => ({
    services: servicesAt(name, settings, services),
    bindings,
    authMode: own.auth ?? settings.auth.mode,
    permissions: own.permissions ?? settings.permissions,
    settings: own,
    notesUnread: settings.journal.enabled && settings.journal.unread_fields,
    ...host,
  });
  return [bkDoor(parts('bk', bk)), huaweiDoor(parts('huawei', huawei)), aliyunDoor(parts('aliyun', aliyun))];
}
