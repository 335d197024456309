// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../../../contracts/types/PatientRef.sol";
import {Family, Signed, Signing} from "./Signing.sol";
import {Action} from "./Stage.sol";
import {Kind, Statement} from "./Statements.sol";
import {Question} from "./WitnessOfConsent.sol";
import {cheats} from "./Cheats.sol";

/// @notice What patients and guardians sign, and what becomes of recoveries.
abstract contract PatientActions is Signing {
    function grant(uint256 seed) external rolls(seed) {
        Statement memory it = aStatement(Kind.Grant);
        keepAndPerhapsRelay(Action.Grant, signedByPatient(it));
    }

    /// @dev Number and deadline are mostly right, and everything else is any of its kind.
    function aStatement(Kind kind) internal returns (Statement memory it) {
        it.kind = kind;
        it.patient = anyPatient();
        it.nonce = nextNumberOf(it.patient) + (happens(88) ? 0 : uint96(roll(3)));
        it.deadline = uint40(block.timestamp + (happens(60) ? roll(2 days) : roll(20 days)) - (happens(92) ? 0 : 1));
        if (kind == Kind.Grant) {
            it.grantee = anyHospital();
            it.scope = aScope();
            it.content = rollWord();
            it.time = uint40(block.timestamp + (happens(92) ? roll(30 days) : 0));
        } else {
            it.key = happens(95) ? _spareKeys[roll(SPARE_KEYS)] : happens(50) ? currentKeyOf(it.patient) : address(0);
        }
    }

    function aScope() private returns (bytes24 scope) {
        (uint16 categories, bytes32 salt) = (uint16(roll(1 << 4)), rollWord());
        scope = bytes24(keccak256(abi.encode(categories, salt)));
        _opened[scope] = Question(0, 0, categories, categories, salt);
    }

    /// @dev A grant that stands, one that was never relayed, one that is over, or one that never was.
    function revoke(uint256 seed) external rolls(seed) {
        Statement memory it;
        it.kind = Kind.Revocation;
        uint256 count = WITNESS.grantCount();
        if (count > 0 && happens(70)) {
            uint256 grantId = uint256(WITNESS.grantIds(roll(count)));
            (it.patient, it.nonce) = (address(uint160(grantId >> 96)), uint96(grantId));
        } else {
            it.patient = anyPatient();
            it.nonce = nextNumberOf(it.patient) + uint96(happens(80) ? 0 : roll(3));
        }
        keepAndPerhapsRelay(Action.Revoke, signedByPatient(it));
    }

    function rotateKey(uint256 seed) external rolls(seed) {
        Statement memory it = aStatement(Kind.KeyRotation);
        keepAndPerhapsRelay(Action.RotateKey, signedByPatient(it));
    }

    function chooseGuardians(uint256 seed) external rolls(seed) {
        Statement memory it = aStatement(Kind.GuardianChoice);
        Family memory family =
            Family(uint8(roll(1 << GUARDIANS)), uint8(happens(90) ? 1 + roll(2) : roll(6)), happens(10));
        if (family.members == 0) family.isDoubled = false;
        it.key = address(0);
        it.content = family.members == 0 ? bytes32(0) : commitmentOf(family);
        _families[it.content] = family;
        keepAndPerhapsRelay(Action.ChooseGuardians, signedByPatient(it));
    }

    function commitmentOf(Family memory family) internal view returns (bytes32) {
        return keccak256(abi.encode(guardianSet(family)));
    }

    function proposeByHospital(uint256 seed) external rolls(seed) {
        address patient = anyPatient();
        (uint24 hospital,,,,) = MODEL.patients(patient);
        address sender = somebodyAt(hospital);
        address key = happens(90) ? _spareKeys[roll(SPARE_KEYS)] : happens(50) ? currentKeyOf(patient) : address(0);
        bool expected = MODEL.mayProposeRecovery(sender, patient, key);
        bytes memory data = abi.encodeCall(IHospitalRegistry.proposeRecovery, (PatientRef.wrap(patient), key));
        if (attempt(Action.ProposeByHospital, sender, data, expected)) MODEL.propose(patient, key, false);
    }

    /// @dev Members sign, stay away, or somebody else signs in their place.
    function proposeByGuardians(uint256 seed) external rolls(seed) {
        Signed memory made;
        made.statement = aStatement(Kind.KeyRecovery);
        made.statement.patient = aPatientWithGuardians(made.statement.patient);
        made.statement.nonce = nextNumberOf(made.statement.patient) + (happens(90) ? 0 : uint96(roll(3)));
        (,,, bytes32 commitment,) = MODEL.patients(made.statement.patient);
        made.family = _families[commitment];
        if (happens(5)) made.family.threshold = uint8(roll(2));
        IHospitalRegistry.GuardianSet memory set = guardianSet(made.family);
        made.signatures = new bytes[](set.members.length);
        (uint256 approvals, bool isForged) = (0, false);
        for (uint256 i = 0; i < set.members.length; ++i) {
            if (happens(20)) continue;
            bool isOwn = happens(95);
            (approvals, isForged) = (approvals + 1, isForged || !isOwn);
            made.signatures[i] = signature(isOwn ? set.members[i] : cheats.addr(ATTACKER_KEY), made.statement);
        }
        bool isEnough = set.threshold > 0 && approvals >= set.threshold && !isForged && !made.family.isDoubled;
        if (isEnough) made.quorum = commitmentOf(made.family);
        keepAndPerhapsRelay(Action.ProposeByGuardians, made);
    }

    function aPatientWithGuardians(address otherwise) private returns (address patient) {
        uint256 start = roll(PATIENTS);
        for (uint256 i = 0; i < PATIENTS; ++i) {
            patient = patients[(start + i) % PATIENTS];
            (,,, bytes32 commitment,) = MODEL.patients(patient);
            if (commitment != 0) return patient;
        }
        return otherwise;
    }

    function aPatientInRecovery() private returns (address patient) {
        uint256 start = roll(PATIENTS);
        for (uint256 i = 0; i < PATIENTS; ++i) {
            patient = patients[(start + i) % PATIENTS];
            (address key,,) = MODEL.recoveries(patient);
            if (key != address(0)) return patient;
        }
        return aPatient();
    }

    function cancelRecovery(uint256 seed) external rolls(seed) {
        Statement memory it;
        it.kind = Kind.RecoveryCancellation;
        it.patient = aPatientInRecovery();
        (it.key, it.time,) = MODEL.recoveries(it.patient);
        if (happens(5)) ++it.time;
        if (happens(5)) it.key = _spareKeys[roll(SPARE_KEYS)];
        keepAndPerhapsRelay(Action.CancelRecovery, signedByPatient(it));
    }

    function finishRecovery(uint256 seed) external rolls(seed) {
        address patient = happens(95) ? aPatientInRecovery() : anyPatient();
        (, uint40 readyAt,) = MODEL.recoveries(patient);
        if (readyAt > block.timestamp && happens(50)) cheats.warp(readyAt - (happens(90) ? 0 : 1));
        bool expected = MODEL.mayFinishRecovery(patient);
        bytes memory data = abi.encodeCall(IHospitalRegistry.finishRecovery, (PatientRef.wrap(patient)));
        if (!attempt(Action.FinishRecovery, anybody(), data, expected)) return;
        MODEL.finishRecovery(patient);
        ++numbersUsed;
    }
}
