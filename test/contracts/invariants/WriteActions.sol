// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../../contracts/types/PatientRef.sol";
import {Pointer} from "../../../contracts/types/Pointer.sol";
import {RecordTag} from "../../../contracts/types/RecordTag.sol";
import {MemberActions} from "./MemberActions.sol";
import {Action} from "./Stage.sol";

/// @notice What workstations write: patients, key periods, records, requests, emergencies, anchors.
abstract contract WriteActions is MemberActions {
    uint8 private constant ADDED = 1;
    uint8 private constant REMOVED = 2;

    function addPatient(uint256 seed) external rolls(seed) {
        address patient = happens(95) ? patients[roll(PATIENTS)] : address(0);
        register(somebodyAsWorkstation(), patient);
    }

    function register(address sender, address patient) internal {
        bool expected = MODEL.mayAddPatient(sender, patient);
        bytes memory data =
            abi.encodeCall(IHospitalRegistry.addPatient, (PatientRef.wrap(patient), Pointer.wrap(rollWord())));
        if (attempt(Action.AddPatient, sender, data, expected)) MODEL.addPatient(patient, MODEL.hospitalOf(sender));
    }

    function rotateEpoch(uint256 seed) external rolls(seed) {
        address patient = anyPatient();
        (uint24 hospital, uint32 current,,,) = MODEL.patients(patient);
        address sender = somebodyAt(hospital);
        uint32 epoch = happens(80) ? current + 1 : current + uint32(roll(4));
        bool expected = MODEL.mayRotateEpoch(sender, patient, epoch);
        bytes memory data =
            abi.encodeCall(IHospitalRegistry.rotateEpoch, (PatientRef.wrap(patient), epoch, Pointer.wrap(rollWord())));
        if (attempt(Action.RotateEpoch, sender, data, expected)) MODEL.rotateEpoch(patient);
    }

    /// @dev Mostly the number that is due; sometimes one that was used, so a write that is sent again.
    function someSequence(address sender) private returns (uint32) {
        uint32 due = MODEL.sequenceOf(sender);
        if (happens(75)) return due;
        return happens(70) ? uint32(roll(due + 1)) : due + 1 + uint32(roll(3));
    }

    function writeRecord(uint256 seed) external rolls(seed) {
        address sender = somebodyAsWorkstation();
        uint32 sequence = someSequence(sender);
        bool expected = MODEL.mayWriteAt(sender, sequence);
        (bytes32 tag, bytes32 pointer) = (rollWord(), rollWord());
        bool adds = happens(50);
        bytes memory data = abi.encodeWithSelector(
            adds ? IHospitalRegistry.addPatientRecord.selector : IHospitalRegistry.removePatientRecord.selector,
            sequence,
            tag,
            pointer
        );
        if (!attempt(adds ? Action.AddRecord : Action.RemoveRecord, sender, data, expected)) return;
        MODEL.append(sender, adds ? ADDED : REMOVED, tag, pointer);
    }

    function addRecords(uint256 seed) external rolls(seed) {
        address sender = somebodyAsWorkstation();
        uint32 sequence = someSequence(sender);
        IHospitalRegistry.RecordEntry[] memory entries = new IHospitalRegistry.RecordEntry[](roll(7));
        for (uint256 i = 0; i < entries.length; ++i) {
            entries[i] = IHospitalRegistry.RecordEntry(RecordTag.wrap(rollWord()), Pointer.wrap(rollWord()));
        }
        bool expected = entries.length > 0 && MODEL.mayWriteAt(sender, sequence);
        bytes memory data = abi.encodeCall(IHospitalRegistry.addPatientRecords, (sequence, entries));
        if (!attempt(Action.AddRecords, sender, data, expected)) return;
        for (uint256 i = 0; i < entries.length; ++i) {
            MODEL.append(sender, ADDED, RecordTag.unwrap(entries[i].tag), Pointer.unwrap(entries[i].pointer));
        }
    }

    function tell(uint256 seed) external rolls(seed) {
        address sender = somebodyAsWorkstation();
        if (happens(50)) {
            bytes memory data = abi.encodeCall(IHospitalRegistry.anchorAudit, (rollWord(), Pointer.wrap(rollWord())));
            attempt(Action.AnchorAudit, sender, data, MODEL.mayWrite(sender));
        } else {
            uint24 to = anyHospital();
            bool expected = MODEL.mayWrite(sender) && MODEL.isAdmitted(to);
            bytes memory data =
                abi.encodeCall(IHospitalRegistry.requestAccess, (HospitalId.wrap(to), Pointer.wrap(rollWord())));
            attempt(Action.RequestAccess, sender, data, expected);
        }
    }

    function breakTheGlass(uint256 seed) external rolls(seed) {
        address sender = somebodyAsWorkstation();
        uint24 keeper = anyHospital();
        uint40 startedAt = uint40(block.timestamp - (happens(50) ? 0 : roll(3 days)) + (happens(90) ? 0 : 1));
        uint40 endsAt = startedAt + (happens(70) ? uint40(1 + roll(1 days)) : uint40(1 days * roll(2) + roll(2)));
        bool fits = startedAt <= block.timestamp && endsAt > startedAt && endsAt <= startedAt + 1 days;
        bool expected = MODEL.mayWrite(sender) && MODEL.wasEverAdmitted(keeper) && fits;
        bytes memory data = abi.encodeCall(
            IHospitalRegistry.emergencyAccess, (HospitalId.wrap(keeper), startedAt, endsAt, Pointer.wrap(rollWord()))
        );
        attempt(Action.EmergencyAccess, sender, data, expected);
    }
}
