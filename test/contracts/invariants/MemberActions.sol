// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../../contracts/types/HospitalId.sol";
import {Pointer} from "../../../contracts/types/Pointer.sol";
import {Actors} from "./Actors.sol";
import {Action} from "./Stage.sol";
import {cheats} from "./Cheats.sol";

/// @notice What the registrar and the administrators do, and time.
abstract contract MemberActions is Actors {
    function warp(uint256 seed) external rolls(seed) {
        uint256 atMost = happens(70) ? 6 hours : happens(70) ? 2 days : 20 days;
        cheats.warp(block.timestamp + 1 + roll(atMost));
    }

    function addHospital(uint256 seed) external rolls(seed) {
        if (MODEL.hospitalCount() < HOSPITALS_AT_MOST) admit(administrator(roll(ADMINISTRATORS)));
    }

    function admit(address newAdministrator) internal {
        if (happens(3)) newAdministrator = address(0);
        address sender = somebodyAsRegistrar();
        bytes32 sealKey = happens(95) ? rollWord() : bytes32(0);
        bool expected = MODEL.mayAddHospital(sender, newAdministrator, sealKey);
        bytes memory data =
            abi.encodeCall(IHospitalRegistry.addHospital, (newAdministrator, sealKey, Pointer.wrap(rollWord())));
        if (attempt(Action.AddHospital, sender, data, expected)) MODEL.addHospital(newAdministrator, sealKey);
    }

    /// @dev Mostly refused: with every hospital gone nothing more is tested.
    function removeHospital(uint256 seed) external rolls(seed) {
        uint24 hospital = happens(35) ? anAdmittedHospital() : uint24(roll(2) * (MODEL.hospitalCount() + 1));
        address sender = somebodyAsRegistrar();
        bool expected = MODEL.mayRemoveHospital(sender, hospital);
        bytes memory data = abi.encodeCall(IHospitalRegistry.removeHospital, (HospitalId.wrap(hospital)));
        if (attempt(Action.RemoveHospital, sender, data, expected)) MODEL.removeHospital(hospital);
    }

    /// @dev Less often than it is ended: most of what is to be tested needs an open registry.
    function pause(uint256 seed) external rolls(seed) {
        if (happens(60)) return;
        address sender = somebodyAsRegistrar();
        bool expected = sender == MODEL.registrar() && !MODEL.paused();
        bytes memory data = abi.encodeCall(IHospitalRegistry.pause, ());
        if (attempt(Action.Pause, sender, data, expected)) MODEL.setPaused(true);
    }

    function unpause(uint256 seed) external rolls(seed) {
        if (happens(30)) return;
        address sender = somebodyAsRegistrar();
        bool expected = sender == MODEL.registrar() && MODEL.paused();
        bytes memory data = abi.encodeCall(IHospitalRegistry.unpause, ());
        if (attempt(Action.Unpause, sender, data, expected)) MODEL.setPaused(false);
    }

    function offerRegistrar(uint256 seed) external rolls(seed) {
        address sender = somebodyAsRegistrar();
        address to = happens(90) ? address(uint160(0xB00 + roll(3))) : address(0);
        bytes memory data = abi.encodeCall(REGISTRY.transferOwnership, (to));
        if (attempt(Action.OfferRegistrar, sender, data, sender == MODEL.registrar())) MODEL.offerRegistrar(to);
    }

    function acceptRegistrar(uint256 seed) external rolls(seed) {
        if (happens(10)) {
            attempt(Action.RenounceRegistrar, MODEL.registrar(), abi.encodeCall(REGISTRY.renounceOwnership, ()), false);
        }
        address invited = MODEL.registrarToBe();
        address sender = invited != address(0) && happens(80) ? invited : anybody();
        bytes memory data = abi.encodeCall(REGISTRY.acceptOwnership, ());
        if (attempt(Action.AcceptRegistrar, sender, data, sender == invited)) MODEL.acceptRegistrar();
    }

    function offerAdministration(uint256 seed) external rolls(seed) {
        address sender = somebodyAsAdministrator();
        uint24 hospital = MODEL.administeredBy(sender);
        address to = happens(90) ? administrator(roll(ADMINISTRATORS)) : address(0);
        bytes memory data = abi.encodeCall(IHospitalRegistry.offerAdministration, (to));
        if (attempt(Action.OfferAdministration, sender, data, hospital != 0)) MODEL.offerAdministration(hospital, to);
    }

    function acceptAdministration(uint256 seed) external rolls(seed) {
        uint24 hospital = happens(70) ? anAdmittedHospital() : anyHospital();
        (, address invited,) = MODEL.hospitals(hospital);
        address sender = invited != address(0) && happens(90) ? invited : anybody();
        bool expected = MODEL.mayAcceptAdministration(sender, hospital);
        bytes memory data = abi.encodeCall(IHospitalRegistry.acceptAdministration, (HospitalId.wrap(hospital)));
        if (attempt(Action.AcceptAdministration, sender, data, expected)) MODEL.acceptAdministration(hospital);
    }

    function describeHospital(uint256 seed) external rolls(seed) {
        address sender = somebodyAsAdministrator();
        uint24 hospital = MODEL.administeredBy(sender);
        if (happens(50)) {
            bytes memory data = abi.encodeCall(IHospitalRegistry.setHospitalProfile, (Pointer.wrap(rollWord())));
            attempt(Action.SetProfile, sender, data, hospital != 0);
        } else {
            bytes32 sealKey = happens(90) ? rollWord() : bytes32(0);
            bytes memory data = abi.encodeCall(IHospitalRegistry.setHospitalSealKey, (sealKey));
            bool expected = hospital != 0 && sealKey != 0;
            if (attempt(Action.SetSealKey, sender, data, expected)) MODEL.setSealKey(hospital, sealKey);
        }
    }

    function enrol(uint256 seed) external rolls(seed) {
        enrolAt(somebodyAsAdministrator(), happens(95) ? workstation(roll(WORKSTATIONS)) : address(0));
    }

    function enrolAt(address sender, address newWorkstation) internal {
        bool expected = MODEL.mayEnrol(sender, newWorkstation);
        bytes memory data = abi.encodeCall(IHospitalRegistry.enrolWorkstation, (newWorkstation));
        if (!attempt(Action.Enrol, sender, data, expected)) return;
        MODEL.enrol(MODEL.administeredBy(sender), newWorkstation);
    }

    function revokeWorkstation(uint256 seed) external rolls(seed) {
        address revoked = happens(50) ? somebodyAsWorkstation() : workstation(roll(WORKSTATIONS));
        (address sender,,) = MODEL.hospitals(MODEL.hospitalOf(revoked));
        if (sender == address(0) || happens(50)) sender = somebodyAsAdministrator();
        bool expected = MODEL.mayRevoke(sender, revoked);
        bytes memory data = abi.encodeCall(IHospitalRegistry.revokeWorkstation, (revoked));
        if (attempt(Action.RevokeWorkstation, sender, data, expected)) MODEL.revoke(revoked);
    }
}
