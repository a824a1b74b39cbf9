import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { attributeNameField, changeAttributes, checkAttribute, withoutAttribute } from '../../wire/smn/attribute.ts';
import { topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

/** Sets an attribute; an empty value takes it away (Terraform's provider clears a policy so). */
export const UpdateTopicAttribute = defineOperation({
  ...SMN,
  name: 'SMN:UpdateTopicAttribute',
  checks: onTopic('smn:topic:updateAttribute'),
  routes: [{ method: 'PUT', path: `${TOPIC_PATH}/attributes/{name}` }],
  body: 'required',
  input: Type.Object({
    path: Type.Object({ ...topicPath.properties, name: attributeNameField }),
    body: Type.Object({ value: Type.String() }),
  }),
  async run(context, { path, body: { value } }) {
    checkAttribute(path.name, value);
    await changeAttributes(context, path.topic_urn, (attributes) =>
      value === '' ? withoutAttribute(attributes, path.name) : { ...attributes, [path.name]: value },
    );
    return { request_id: context.requestId };
  },
});
