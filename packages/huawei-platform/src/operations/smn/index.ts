import type { HuaweiOperation } from '../../operation.ts';
import { AddSubscription } from './AddSubscription.ts';
import { BatchCreateOrDeleteResourceTags } from './BatchCreateOrDeleteResourceTags.ts';
import { CancelSubscription } from './CancelSubscription.ts';
import { CreateResourceTag } from './CreateResourceTag.ts';
import { CreateTopic } from './CreateTopic.ts';
import { DeleteResourceTag } from './DeleteResourceTag.ts';
import { DeleteTopic } from './DeleteTopic.ts';
import { DeleteTopicAttributeByName } from './DeleteTopicAttributeByName.ts';
import { DeleteTopicAttributes } from './DeleteTopicAttributes.ts';
import { ListProjectTags } from './ListProjectTags.ts';
import { ListResourceTags } from './ListResourceTags.ts';
import { ListSubscriptions } from './ListSubscriptions.ts';
import { ListSubscriptionsByTopic } from './ListSubscriptionsByTopic.ts';
import { ListTopicAttributes } from './ListTopicAttributes.ts';
import { ListTopicDetails } from './ListTopicDetails.ts';
import { ListTopics } from './ListTopics.ts';
import { UpdateSubscription } from './UpdateSubscription.ts';
import { UpdateTopic } from './UpdateTopic.ts';
import { UpdateTopicAttribute } from './UpdateTopicAttribute.ts';

/** What of SMN a topic of secret events needs. */
export const smnOperations: readonly HuaweiOperation[] = [
  AddSubscription,
  BatchCreateOrDeleteResourceTags,
  CancelSubscription,
  CreateResourceTag,
  CreateTopic,
  DeleteResourceTag,
  DeleteTopic,
  DeleteTopicAttributeByName,
  DeleteTopicAttributes,
  ListProjectTags,
  ListResourceTags,
  ListSubscriptions,
  ListSubscriptionsByTopic,
  ListTopicAttributes,
  ListTopicDetails,
  ListTopics,
  UpdateSubscription,
  UpdateTopic,
  UpdateTopicAttribute,
];
