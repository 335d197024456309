// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {IHospitalRegistry} from "./interfaces/IHospitalRegistry.sol";
import {HospitalId} from "./types/HospitalId.sol";
import {Pointer} from "./types/Pointer.sol";
import {WorkstationState, enrolledAt} from "./types/WorkstationState.sol";

/// @title Who belongs to the consortium: hospitals, their administrators, their workstations
/// @notice The owner is the registrar: the consortium's key, handed on in two steps and never vacant.
abstract contract Hospitals is IHospitalRegistry, Ownable2Step, Pausable {
    HospitalId internal constant NO_HOSPITAL = HospitalId.wrap(0);

    /// @dev An admitted hospital has an administrator; removing it deletes both slots.
    struct Hospital {
        address administrator;
        bytes32 sealKey;
    }

    /// @dev In one slot with the pause flag of {Pausable}, right before it: a grant reads both.
    uint24 private _nextHospital = 1;

    mapping(HospitalId => Hospital) private _hospitals;
    mapping(address administrator => HospitalId) private _administered;
    /// @dev An offer outlives the removal of its hospital, and is worth nothing then.
    mapping(HospitalId => address) private _offeredTo;
    mapping(address workstation => WorkstationState) private _workstations;

    // ── Registrar ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function addHospital(address administrator, bytes32 sealKey, Pointer profile)
        external
        onlyOwner
        returns (HospitalId hospital)
    {
        if (administrator == address(0)) revert HospitalAdministratorInvalid(administrator);
        _requireStandsForNone(administrator);
        _requireSealKey(sealKey);

        hospital = HospitalId.wrap(_nextHospital++);
        _hospitals[hospital] = Hospital({administrator: administrator, sealKey: sealKey});
        _administered[administrator] = hospital;
        emit HospitalAdded(hospital, administrator, sealKey, profile);
    }

    /// @inheritdoc IHospitalRegistry
    function removeHospital(HospitalId hospital) external onlyOwner {
        address administrator = _requireAdmitted(hospital);

        delete _hospitals[hospital];
        _administered[administrator] = NO_HOSPITAL;
        emit HospitalRemoved(hospital);
    }

    /// @inheritdoc IHospitalRegistry
    function pause() external onlyOwner {
        _pause();
    }

    /// @inheritdoc IHospitalRegistry
    function unpause() external onlyOwner {
        _unpause();
    }

    /// @notice Refused: without a registrar nobody could remove a hospital any more.
    function renounceOwnership() public pure override {
        revert RegistrarNeverVacant();
    }

    // ── Administrator of a hospital ─────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function offerAdministration(address administrator) external {
        HospitalId hospital = _requireAdministrator();
        _offeredTo[hospital] = administrator;
        emit AdministrationOffered(hospital, administrator);
    }

    /// @inheritdoc IHospitalRegistry
    function acceptAdministration(HospitalId hospital) external {
        if (_offeredTo[hospital] != msg.sender) revert AdministrationNotOffered(hospital, msg.sender);
        address before = _requireAdmitted(hospital);
        _requireStandsForNone(msg.sender);

        delete _offeredTo[hospital];
        _administered[before] = NO_HOSPITAL;
        _administered[msg.sender] = hospital;
        _hospitals[hospital].administrator = msg.sender;
        emit AdministrationAccepted(hospital, msg.sender);
    }

    /// @inheritdoc IHospitalRegistry
    function setHospitalSealKey(bytes32 sealKey) external {
        HospitalId hospital = _requireAdministrator();
        _requireSealKey(sealKey);

        _hospitals[hospital].sealKey = sealKey;
        emit HospitalSealKeyChanged(hospital, sealKey);
    }

    /// @inheritdoc IHospitalRegistry
    function setHospitalProfile(Pointer profile) external {
        emit HospitalProfileChanged(_requireAdministrator(), profile);
    }

    /// @inheritdoc IHospitalRegistry
    function enrolWorkstation(address workstation) external {
        HospitalId hospital = _requireAdministrator();
        if (workstation == address(0)) revert WorkstationInvalid(workstation);
        HospitalId known = _workstations[workstation].hospitalOf();
        if (known != NO_HOSPITAL) revert WorkstationAlreadyKnown(workstation, known);

        _workstations[workstation] = enrolledAt(hospital);
        emit WorkstationEnrolled(workstation, hospital);
    }

    /// @inheritdoc IHospitalRegistry
    function revokeWorkstation(address workstation) external {
        HospitalId hospital = _requireAdministrator();
        WorkstationState state = _workstations[workstation];
        if (state.hospitalOf() != hospital) {
            revert WorkstationOfOtherHospital(workstation, hospital, state.hospitalOf());
        }
        if (state.isRevoked()) revert WorkstationNotEnrolled(workstation);

        _workstations[workstation] = state.revoked();
        emit WorkstationRevoked(workstation);
    }

    // ── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc IHospitalRegistry
    function hospitalCount() public view returns (uint24) {
        return _nextHospital - 1;
    }

    /// @inheritdoc IHospitalRegistry
    function getHospital(HospitalId hospital) external view returns (address administrator, bytes32 sealKey) {
        Hospital storage state = _hospitals[hospital];
        return (state.administrator, state.sealKey);
    }

    /// @inheritdoc IHospitalRegistry
    function getWorkstation(address workstation)
        external
        view
        returns (HospitalId hospital, bool isRevoked, uint32 sequence, bytes24 head)
    {
        WorkstationState state = _workstations[workstation];
        return (state.hospitalOf(), state.isRevoked(), state.sequenceOf(), state.headOf());
    }

    // ── Rules ───────────────────────────────────────────────────────────────────────────────────────────────────────

    function _isAdmitted(HospitalId hospital) internal view returns (bool) {
        return _hospitals[hospital].administrator != address(0);
    }

    function _requireAdmitted(HospitalId hospital) internal view returns (address administrator) {
        administrator = _hospitals[hospital].administrator;
        if (administrator == address(0)) revert HospitalNotAdmitted(hospital);
    }

    /// @dev Nothing is paused, and the hospital is admitted now or once. One read for both, which is why it is no modifier.
    function _requireOpenTo(HospitalId hospital) internal view {
        if (paused()) revert EnforcedPause();
        // Zero, which is no hospital, wraps to the largest number.
        unchecked {
            if (HospitalId.unwrap(hospital) - 1 >= _nextHospital - 1) revert HospitalUnknown(hospital);
        }
    }

    /// @dev The caller, if it may write for its hospital now (CON6).
    function _requireWorkstation() internal view returns (WorkstationState workstation) {
        workstation = _workstations[msg.sender];
        HospitalId hospital = workstation.hospitalOf();
        if (hospital == NO_HOSPITAL || workstation.isRevoked()) revert WorkstationNotEnrolled(msg.sender);
        _requireAdmitted(hospital);
    }

    /// @dev The stream of the caller has grown.
    function _advanceStream(WorkstationState before, uint32 sequence, bytes24 head) internal {
        _workstations[msg.sender] = before.advanced(sequence, head);
    }

    function _requireAdministrator() private view returns (HospitalId hospital) {
        hospital = _administered[msg.sender];
        if (hospital == NO_HOSPITAL) revert HospitalAdministratorUnknown(msg.sender);
    }

    function _requireStandsForNone(address administrator) private view {
        HospitalId taken = _administered[administrator];
        if (taken != NO_HOSPITAL) revert HospitalAdministratorTaken(administrator, taken);
    }

    /// @dev What is sealed to the point zero, anybody can open.
    function _requireSealKey(bytes32 sealKey) private pure {
        if (sealKey == bytes32(0)) revert HospitalSealKeyInvalid(sealKey);
    }
}
