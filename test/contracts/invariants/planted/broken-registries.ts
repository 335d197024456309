/** A registry in which one thing is wrong, and the rule that has to notice by itself. */
export interface BrokenRegistry {
  readonly what: string;
  /** `invariant_…` of RuleByRule.sol. */
  readonly rule: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

export const BROKEN_REGISTRIES: readonly BrokenRegistry[] = [
  {
    what: 'takes a grant under anybody’s signature',
    rule: 'i',
    file: 'contracts/libraries/KeySignature.sol',
    right: 'if (recovered == key && key != address(0)) return;',
    wrong: 'if (recovered != address(0)) return;',
  },
  {
    what: 'takes a grant after its deadline',
    rule: 'i',
    file: 'contracts/Patients.sol',
    right: 'if (block.timestamp > deadline) revert SignatureDeadlinePassed(deadline, block.timestamp);',
    wrong: '',
  },
  {
    what: 'keeps a grant that was revoked',
    rule: 'ii',
    file: 'contracts/Consents.sol',
    right: '_grants[grantId] = NO_GRANT;',
    wrong: '',
  },
  {
    what: 'lets a revoked grant be relayed once more',
    rule: 'ii',
    file: 'contracts/Consents.sol',
    right: '_useNumber(patient, state);\n        }',
    wrong: '}',
  },
  {
    what: 'does not count a choice of guardians',
    rule: 'iii',
    file: 'contracts/Patients.sol',
    right: '_useNumber(choice.patient, state);',
    wrong: '',
  },
  {
    what: 'does not count a recovery',
    rule: 'iii',
    file: 'contracts/Patients.sol',
    right: '_setKey(patient, state.withNextNonce(), recovery.key);',
    wrong: '_setKey(patient, state, recovery.key);',
  },
  {
    what: 'forgets the head before a batch',
    rule: 'iv',
    file: 'contracts/libraries/RecordStream.sol',
    right: 'mstore(hashed, or(next, kind))',
    wrong: 'mstore(hashed, kind)',
  },
  {
    what: 'takes a sequence twice',
    rule: 'v',
    file: 'contracts/Records.sol',
    right: 'if (sequence != expected)',
    wrong: 'if (sequence > expected)',
  },
  {
    what: 'takes a grant whose number was used',
    rule: 'vi',
    file: 'contracts/Patients.sol',
    right: 'if (nonce != state.nonceOf())',
    wrong: 'if (nonce > state.nonceOf())',
  },
  {
    what: 'lengthens a grant by a second',
    rule: 'vi',
    file: 'contracts/Consents.sol',
    right: '_grants[grantId] = terms;',
    wrong: '_grants[grantId] = GrantTerms.wrap(bytes32(uint256(GrantTerms.unwrap(terms)) + (1 << 24)));',
  },
  {
    what: 'takes grants while paused',
    rule: 'vii',
    file: 'contracts/Hospitals.sol',
    right: 'if (paused()) revert EnforcedPause();',
    wrong: '',
  },
  {
    what: 'refuses revocations while paused',
    rule: 'vii',
    file: 'contracts/Consents.sol',
    right: 'function revokeAccess(GrantId grantId, bytes calldata signature) external {',
    wrong: 'function revokeAccess(GrantId grantId, bytes calldata signature) external whenNotPaused {',
  },
  {
    what: 'authorises a hospital that was removed',
    rule: 'viii',
    file: 'contracts/Consents.sol',
    right: ' && _isAdmitted(grantee)',
    wrong: '',
  },
  {
    what: 'authorises after the expiry',
    rule: 'viii',
    file: 'contracts/Consents.sol',
    right: 'block.timestamp < terms.expiresAtOf() && ',
    wrong: '',
  },
  {
    what: 'finishes a recovery that was cancelled',
    rule: 'ix',
    file: 'contracts/Patients.sol',
    right: 'delete _recoveries[patient];\n        emit RecoveryCancelled(patient);',
    wrong: 'emit RecoveryCancelled(patient);',
  },
  {
    what: 'finishes what guardians proposed who were dismissed',
    rule: 'ix',
    file: 'contracts/Patients.sol',
    right: 'if (_recoveries[choice.patient].byGuardians) _endRecovery(choice.patient);',
    wrong: '',
  },
  {
    what: 'finishes a recovery before its time',
    rule: 'ix',
    file: 'contracts/Patients.sol',
    right: 'if (block.timestamp < recovery.readyAt) revert',
    wrong: 'if (block.timestamp + 1 < recovery.readyAt) revert',
  },
  {
    what: 'lets a revoked workstation write',
    rule: 'x',
    file: 'contracts/Hospitals.sol',
    right: 'hospital == NO_HOSPITAL || workstation.isRevoked()',
    wrong: 'hospital == NO_HOSPITAL',
  },
  {
    what: 'lets workstations of a removed hospital write',
    rule: 'x',
    file: 'contracts/Hospitals.sol',
    right: 'revert WorkstationNotEnrolled(msg.sender);\n        _requireAdmitted(hospital);',
    wrong: 'revert WorkstationNotEnrolled(msg.sender);',
  },
  {
    what: 'takes an emergency of more than a day',
    rule: 'model',
    file: 'contracts/Records.sol',
    right: 'EMERGENCY_AT_MOST = 24 hours',
    wrong: 'EMERGENCY_AT_MOST = 25 hours',
  },
  {
    what: 'refuses an empty batch without a reason',
    rule: 'model',
    file: 'contracts/Records.sol',
    right: 'revert RecordBatchEmpty();',
    wrong: 'assert(false);',
  },
];
