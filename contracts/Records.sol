// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Hospitals} from "./Hospitals.sol";
import {IHospitalRegistry} from "./interfaces/IHospitalRegistry.sol";
import {RecordStream} from "./libraries/RecordStream.sol";
import {HospitalId} from "./types/HospitalId.sol";
import {Pointer} from "./types/Pointer.sol";
import {RecordTag} from "./types/RecordTag.sol";
import {WorkstationState} from "./types/WorkstationState.sol";

/// @title What workstations write down: records, requests, emergency access, audit anchors
abstract contract Records is Hospitals {
    uint40 private constant EMERGENCY_AT_MOST = 24 hours;

    /// @inheritdoc IHospitalRegistry
    function addPatientRecord(uint32 sequence, RecordTag tag, Pointer pointer) external {
        WorkstationState writer = _requireTurn(sequence);
        bytes24 head = RecordStream.advance(writer.headOf(), RecordStream.ADDED, tag, pointer);
        _advanceStream(writer, sequence + 1, head);
        emit RecordAdded(msg.sender, tag, sequence, pointer);
    }

    /// @inheritdoc IHospitalRegistry
    function addPatientRecords(uint32 firstSequence, RecordEntry[] calldata entries) external {
        if (entries.length == 0) revert RecordBatchEmpty();
        WorkstationState writer = _requireTurn(firstSequence);
        uint32 nextSequence = SafeCast.toUint32(firstSequence + entries.length);
        bytes24 head = RecordStream.append(writer.headOf(), firstSequence, entries);
        _advanceStream(writer, nextSequence, head);
    }

    /// @inheritdoc IHospitalRegistry
    function removePatientRecord(uint32 sequence, RecordTag tag, Pointer pointer) external {
        WorkstationState writer = _requireTurn(sequence);
        bytes24 head = RecordStream.advance(writer.headOf(), RecordStream.REMOVED, tag, pointer);
        _advanceStream(writer, sequence + 1, head);
        emit RecordRemoved(msg.sender, tag, sequence, pointer);
    }

    /// @inheritdoc IHospitalRegistry
    function requestAccess(HospitalId to, Pointer request) external {
        HospitalId from = _requireWorkstation().hospitalOf();
        _requireAdmitted(to);
        emit AccessRequested(from, to, request);
    }

    /// @inheritdoc IHospitalRegistry
    function emergencyAccess(HospitalId keeper, uint40 startedAt, uint40 endsAt, Pointer report) external {
        HospitalId by = _requireWorkstation().hospitalOf();
        if (keeper == NO_HOSPITAL || HospitalId.unwrap(keeper) > hospitalCount()) revert HospitalUnknown(keeper);
        if (startedAt > block.timestamp || endsAt <= startedAt || endsAt - startedAt > EMERGENCY_AT_MOST) {
            revert EmergencyPeriodInvalid(startedAt, endsAt, block.timestamp);
        }
        emit EmergencyAccessed(by, keeper, startedAt, endsAt, report);
    }

    /// @inheritdoc IHospitalRegistry
    function anchorAudit(bytes32 head, Pointer report) external {
        _requireWorkstation();
        emit AuditAnchored(msg.sender, head, report);
    }

    /// @dev The caller, if it may write and its stream is due to receive this number (CON5).
    function _requireTurn(uint32 sequence) private view returns (WorkstationState workstation) {
        workstation = _requireWorkstation();
        uint32 expected = workstation.sequenceOf();
        if (sequence != expected) revert WorkstationSequenceMismatch(expected, sequence);
    }
}
