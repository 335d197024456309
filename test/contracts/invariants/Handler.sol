// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {Registry} from "../Registry.sol";
import {Actors} from "./Actors.sol";
import {Model} from "./Model.sol";
import {PatientActions} from "./PatientActions.sol";
import {Signed} from "./Signing.sol";
import {Action} from "./Stage.sol";
import {Kind, Statement, Statements} from "./Statements.sol";
import {Witness} from "./Witness.sol";
import {cheats} from "./Cheats.sol";

/// @notice All that can happen, attackers last. An attacker has everything that was ever signed, a key of its own, and
/// whatever key a patient has given up.
contract Handler is PatientActions {
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    uint256 private constant ORDER = 2 * HALF_ORDER + 1;

    constructor(Registry registry, Model model, Witness witness) Actors(registry, model, witness) {}

    /// @notice Three hospitals with two workstations each and five patients, so that every action can succeed from the start.
    function open() external {
        for (uint256 i = 0; i < 3; ++i) {
            while (MODEL.hospitalCount() == i) admit(administrator(i));
            while (!MODEL.mayWrite(workstation(2 * i))) enrolAt(administrator(i), workstation(2 * i));
            while (!MODEL.mayWrite(workstation(2 * i + 1))) enrolAt(administrator(i), workstation(2 * i + 1));
        }
        for (uint256 i = 0; i < 5; ++i) {
            register(workstation(i), patients[i]);
        }
    }

    /// @notice What forge calls, in any order.
    function actions() external pure returns (bytes4[] memory all) {
        bytes4[31] memory each = [
            this.warp.selector,
            this.addHospital.selector,
            this.removeHospital.selector,
            this.pause.selector,
            this.unpause.selector,
            this.offerRegistrar.selector,
            this.acceptRegistrar.selector,
            this.offerAdministration.selector,
            this.acceptAdministration.selector,
            this.describeHospital.selector,
            this.enrol.selector,
            this.revokeWorkstation.selector,
            this.addPatient.selector,
            this.rotateEpoch.selector,
            this.writeRecord.selector,
            this.addRecords.selector,
            this.tell.selector,
            this.breakTheGlass.selector,
            this.grant.selector,
            this.revoke.selector,
            this.rotateKey.selector,
            this.chooseGuardians.selector,
            this.proposeByHospital.selector,
            this.proposeByGuardians.selector,
            this.cancelRecovery.selector,
            this.finishRecovery.selector,
            this.replay.selector,
            this.alter.selector,
            this.forge.selector,
            this.malleate.selector,
            this.transplant.selector
        ];
        all = new bytes4[](each.length);
        for (uint256 i = 0; i < each.length; ++i) {
            all[i] = each[i];
        }
    }

    /// @dev Sends something again, or for the first time long after it was signed.
    function replay(uint256 seed) external rolls(seed) {
        if (_kept.length > 0) relay(Action.Replay, aKept());
    }

    /// @dev A signature under something else than what was signed. Fields that the kind does not use change nothing.
    function alter(uint256 seed) external rolls(seed) {
        if (_kept.length == 0) return;
        Signed memory it = aKept();
        bytes32 original = keccak256(callOf(it));
        bool expected = MODEL.accepts(it.statement, it.signer, it.quorum);
        alterField(it.statement);
        relay(Action.Alter, it, expected && keccak256(callOf(it)) == original);
    }

    function alterField(Statement memory it) private {
        uint256 field = roll(9);
        if (field == 0) it.patient = aPatient();
        if (field == 1) it.nonce = happens(50) ? nextNumberOf(it.patient) : uint96(it.nonce + (1 << 40));
        if (field == 2) it.deadline += uint40(1 + roll(90 days));
        if (field == 3) it.time += uint40(1 + roll(90 days));
        if (field == 4) it.grantee = anAdmittedHospital();
        if (field == 5) it.scope = bytes24(keccak256(abi.encode(type(uint16).max, rollWord())));
        if (field == 6) it.content = rollWord();
        if (field == 7) it.key = cheats.addr(ATTACKER_KEY);
        if (field == 8 && it.kind != Kind.KeyRecovery) it.kind = Kind(roll(5));
    }

    /// @dev A good statement signed by the attacker, by another patient, by a key that was given up or is not in use yet.
    function forge(uint256 seed) external rolls(seed) {
        Statement memory it = aStatement(Kind(roll(4)));
        if (it.kind == Kind.Revocation) (it.key, it.deadline) = (address(0), 0);
        uint256 who = roll(4);
        address signer = cheats.addr(ATTACKER_KEY);
        if (who == 0) signer = patients[roll(PATIENTS)];
        if (who == 1) signer = _spareKeys[roll(SPARE_KEYS)];
        if (who == 2) signer = _guardians[roll(GUARDIANS)];
        relay(Action.Forge, signedBy(signer, it));
    }

    /// @dev Another spelling of a good signature: none is accepted, or whoever counts signatures would count two.
    function malleate(uint256 seed) external rolls(seed) {
        Signed memory it = signedByPatient(aStatement(happens(50) ? Kind.Grant : Kind.Revocation));
        (bytes32 r, uint256 s, uint8 v) = split(it.signatures[0]);
        uint256 way = roll(6);
        if (way == 0) it.signatures[0] = abi.encodePacked(r, ORDER - s, v == 27 ? uint8(28) : uint8(27));
        if (way == 1) it.signatures[0] = abi.encodePacked(r, s | (uint256(v - 27) << 255));
        if (way == 2) it.signatures[0] = abi.encodePacked(r, s, v, uint8(0));
        if (way == 3) it.signatures[0] = abi.encodePacked(r, s, uint8(v - 27));
        if (way == 4) it.signatures[0] = new bytes(65);
        if (way == 5) it.signatures[0] = "";
        relay(Action.Malleate, it, false);
    }

    /// @dev What was signed for another chain or for another registry.
    function transplant(uint256 seed) external rolls(seed) {
        Signed memory it = signedByPatient(aStatement(Kind(roll(4))));
        bytes32 elsewhere = happens(50)
            ? Statements.domain(block.chainid + 1, address(REGISTRY))
            : Statements.domain(block.chainid, address(this));
        it.signatures[0] = signature(it.signer, it.statement, elsewhere);
        relay(Action.Transplant, it, false);
    }

    function split(bytes memory whole) private pure returns (bytes32 r, uint256 s, uint8 v) {
        assembly ("memory-safe") {
            r := mload(add(whole, 32))
            s := mload(add(whole, 64))
            v := byte(0, mload(add(whole, 96)))
        }
    }
}
