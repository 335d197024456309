// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Registry} from "../Registry.sol";
import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {Cheats} from "./Cheats.sol";
import {Rule, WitnessOfConsent} from "./WitnessOfConsent.sol";

/// @notice Reads every event of the registry like an indexer that trusts nobody, and objects when one may not follow
/// those before it. It never looks at the registry's storage, nor at the model.
contract Witness is WitnessOfConsent {
    struct Stream {
        uint24 hospital;
        bool revoked;
        uint32 next;
        bytes24 head;
    }

    struct Registration {
        uint24 hospital;
        uint32 epoch;
        address key;
    }

    struct Proposal {
        address key;
        uint40 readyAt;
        bool byGuardians;
    }

    mapping(address workstation => Stream) public streams;
    mapping(address patient => Registration) public registrations;
    mapping(address patient => Proposal) public proposals;
    mapping(bytes32 place => bool) private _written;

    /// @dev Of the call whose events are being read.
    address private _sender;
    bool private _paused;
    bytes32 private _rotation;

    constructor(Registry registry) WitnessOfConsent(registry) {}

    /// @param sender Who made the call that gave these events.
    /// @param paused Whether the registry was paused before.
    /// @param rotation keccak256(abi.encode(patient, key)) if the call carries a good signature of that, zero otherwise.
    function read(Cheats.Log[] calldata logs, address sender, bool paused, bytes32 rotation) external {
        (_sender, _paused, _rotation) = (sender, paused, rotation);
        for (uint256 i = 0; i < logs.length; ++i) {
            ++eventCount;
            bytes32 topic = logs[i].topics[0];
            if (!readMember(topic, logs[i]) && !readWriting(topic, logs[i]) && !readKey(topic, logs[i])) {
                readConsent(topic, logs[i]);
            }
        }
    }

    function readMember(bytes32 topic, Cheats.Log calldata log) private returns (bool) {
        if (topic == IHospitalRegistry.HospitalAdded.selector) {
            uint24 hospital = uint24(uint256(log.topics[1]));
            if (hospital == 0 || _addedAt[hospital] != 0) {
                report(Rule.OnlyWorkstationsWrite, "a number was used again");
            }
            _addedAt[hospital] = eventCount;
        } else if (topic == IHospitalRegistry.HospitalRemoved.selector) {
            _removedAt[uint24(uint256(log.topics[1]))] = eventCount;
        } else if (topic == IHospitalRegistry.WorkstationEnrolled.selector) {
            Stream storage stream = streams[toAddress(log.topics[1])];
            if (stream.hospital != 0) report(Rule.OnlyWorkstationsWrite, "a workstation was enrolled twice");
            stream.hospital = uint24(uint256(log.topics[2]));
        } else if (topic == IHospitalRegistry.WorkstationRevoked.selector) {
            streams[toAddress(log.topics[1])].revoked = true;
        } else {
            return false;
        }
        return true;
    }

    function readWriting(bytes32 topic, Cheats.Log calldata log) private returns (bool) {
        bool added = topic == IHospitalRegistry.RecordAdded.selector;
        if (added || topic == IHospitalRegistry.RecordRemoved.selector) {
            readRecord(log, added ? 1 : 2);
        } else if (topic == IHospitalRegistry.PatientAdded.selector) {
            Registration storage registration = registrations[toAddress(log.topics[1])];
            if (registration.hospital != 0) report(Rule.KeysAndHospitalsStay, "a patient was registered twice");
            registration.hospital = uint24(uint256(log.topics[2]));
            (registration.epoch, registration.key) = (1, toAddress(log.topics[1]));
            requireWriterOf(registration.hospital);
        } else if (topic == IHospitalRegistry.EpochRotated.selector) {
            Registration storage registration = registrations[toAddress(log.topics[1])];
            (uint32 epoch,) = abi.decode(log.data, (uint32, bytes32));
            if (epoch != ++registration.epoch) report(Rule.KeysAndHospitalsStay, "an epoch did not count up by one");
            requireWriterOf(registration.hospital);
        } else if (topic == IHospitalRegistry.AuditAnchored.selector) {
            requireWriterOf(streams[toAddress(log.topics[1])].hospital);
        } else if (
            topic == IHospitalRegistry.AccessRequested.selector || topic == IHospitalRegistry.EmergencyAccessed.selector
        ) {
            requireWriterOf(uint24(uint256(log.topics[1])));
        } else {
            return false;
        }
        return true;
    }

    function readRecord(Cheats.Log calldata log, uint8 kind) private {
        address workstation = toAddress(log.topics[1]);
        Stream storage stream = streams[workstation];
        (uint32 sequence, bytes32 pointer) = abi.decode(log.data, (uint32, bytes32));
        bytes32 place = keccak256(abi.encode(workstation, sequence));
        if (_written[place]) report(Rule.SequencesCountOnce, "a sequence took effect twice");
        if (sequence != stream.next) report(Rule.HeadsMoveForward, "a sequence was left out");
        if (workstation != _sender) report(Rule.OnlyWorkstationsWrite, "somebody wrote into another one's stream");
        requireWriterOf(stream.hospital);
        (_written[place], stream.next) = (true, sequence + 1);
        stream.head = bytes24(keccak256(abi.encodePacked(stream.head, kind, log.topics[2], pointer)));
    }

    function readKey(bytes32 topic, Cheats.Log calldata log) private returns (bool) {
        address patient = log.topics.length > 1 ? toAddress(log.topics[1]) : address(0);
        if (topic == IHospitalRegistry.PatientKeyRotated.selector) {
            address key = abi.decode(log.data, (address));
            if (_rotation != keccak256(abi.encode(patient, key))) {
                report(Rule.KeysAndHospitalsStay, "a rotation that the patient did not sign");
            }
            changeKey(patient, key);
        } else if (topic == IHospitalRegistry.PatientKeyRecovered.selector) {
            readRecovery(patient, abi.decode(log.data, (address)));
        } else if (topic == IHospitalRegistry.RecoveryProposed.selector) {
            requireUnpaused();
            (address key, uint40 readyAt, bool byGuardians) = abi.decode(log.data, (address, uint40, bool));
            if (proposals[patient].byGuardians && !byGuardians) {
                report(Rule.KeysAndHospitalsStay, "a hospital replaced what guardians proposed");
            }
            if (!byGuardians) requireWriterOf(registrations[patient].hospital);
            if (readyAt < block.timestamp + 1 days) report(Rule.KeysAndHospitalsStay, "a recovery without its wait");
            proposals[patient] = Proposal(key, readyAt, byGuardians);
        } else if (topic == IHospitalRegistry.RecoveryCancelled.selector) {
            delete proposals[patient];
        } else if (topic == IHospitalRegistry.GuardiansChosen.selector) {
            requireUnpaused();
        } else {
            return false;
        }
        return true;
    }

    function readRecovery(address patient, address key) private {
        Proposal storage proposal = proposals[patient];
        if (proposal.key == address(0) || proposal.key != key) {
            report(Rule.KeysAndHospitalsStay, "a recovery that was not proposed, or cancelled");
        }
        if (block.timestamp < proposal.readyAt) report(Rule.KeysAndHospitalsStay, "a recovery before its time");
        changeKey(patient, key);
    }

    function changeKey(address patient, address key) private {
        requireUnpaused();
        delete proposals[patient];
        registrations[patient].key = key;
    }

    function readConsent(bytes32 topic, Cheats.Log calldata log) private {
        if (topic == IHospitalRegistry.AccessGranted.selector) {
            requireUnpaused();
            (bytes32 terms,) = abi.decode(log.data, (bytes32, bytes32));
            seeGrant(log.topics[1], terms);
        } else if (topic == IHospitalRegistry.AccessRevoked.selector) {
            seeRevocation(log.topics[1]);
        }
    }

    function requireUnpaused() private {
        if (_paused) report(Rule.PauseGivesNoRight, "a right was given while paused");
    }

    /// @dev The caller writes for this hospital: enrolled, not revoked, and the hospital is admitted.
    function requireWriterOf(uint24 hospital) private {
        Stream storage stream = streams[_sender];
        bool isAdmitted = _addedAt[hospital] != 0 && _removedAt[hospital] == 0;
        if (hospital == 0 || stream.hospital != hospital || stream.revoked || !isAdmitted) {
            report(Rule.OnlyWorkstationsWrite, "somebody wrote who may not");
        }
    }

    function toAddress(bytes32 topic) private pure returns (address) {
        return address(uint160(uint256(topic)));
    }
}
