import { z } from 'zod';
import { getPatientRecord } from '../../../main/net/chain/patient-record.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../failure.ts';
import { connectRegistry, REGISTRY_OPTIONS } from '../network/connect.ts';
import { required, SomeAddress } from '../option-values.ts';
import { say } from '../say.ts';

const Tag = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, '0x and 64 hex digits')
  .toLowerCase();

export const record = defineCommand({
  name: 'record',
  summary: "reads one record, proven against the head of its workstation: the paper's getPatientRecord",
  options: {
    ...REGISTRY_OPTIONS,
    workstation: required('ADDRESS', SomeAddress, 'who wrote it'),
    tag: required('TAG', Tag, 'under which tag'),
  },
  run: async ({ workstation, tag, ...values }) => {
    const connection = await connectRegistry(values);
    const found = await getPatientRecord(connection.rpc, connection, { workstation, tag });
    if (!found) say('The stream of this workstation, proven whole, holds no such record.');
    return { exit: EXIT.done, output: { workstation, tag, record: found } };
  },
});
