// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {ConsentTest} from "./ConsentTest.sol";

/// @notice What patients and their guardians sign about keys, written down a second time and independently of the contract.
abstract contract KeyTest is ConsentTest {
    uint256 internal constant NEXT_KEY = uint256(keccak256("next key"));
    uint256 internal constant OTHER_KEY = uint256(keccak256("other key"));
    bytes32 internal constant GUARDIAN_SALT = keccak256("guardian salt");

    function aRotation() internal view returns (IHospitalRegistry.KeyChange memory) {
        return IHospitalRegistry.KeyChange({
            patient: patient, key: vm.addr(NEXT_KEY), nonce: nonceOf(), deadline: uint40(block.timestamp + 1 days)
        });
    }

    function aChoice() internal view returns (IHospitalRegistry.GuardianChoice memory) {
        return IHospitalRegistry.GuardianChoice({
            patient: patient,
            guardians: commitmentOf(twoOfThree()),
            nonce: nonceOf(),
            deadline: uint40(block.timestamp + 1 days)
        });
    }

    /// @return The cancellation of what is proposed now.
    function aCancellation() internal view returns (IHospitalRegistry.RecoveryCancellation memory) {
        (address key, uint40 readyAt,) = registry.getRecovery(patient);
        return IHospitalRegistry.RecoveryCancellation({patient: patient, key: key, readyAt: readyAt});
    }

    // ── Digests ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function digestOfRotation(IHospitalRegistry.KeyChange memory change) internal view returns (bytes32) {
        return
            digestHere(
                hashOf(keccak256("KeyRotation(address patient,address key,uint40 nonce,uint40 deadline)"), change)
            );
    }

    function digestOfRecovery(IHospitalRegistry.KeyChange memory change) internal view returns (bytes32) {
        return
            digestHere(
                hashOf(keccak256("KeyRecovery(address patient,address key,uint40 nonce,uint40 deadline)"), change)
            );
    }

    function digestOf(IHospitalRegistry.GuardianChoice memory choice) internal view returns (bytes32) {
        bytes32 typeHash = keccak256("GuardianChoice(address patient,bytes32 guardians,uint40 nonce,uint40 deadline)");
        return
            digestHere(keccak256(abi.encode(typeHash, choice.patient, choice.guardians, choice.nonce, choice.deadline)));
    }

    function digestOf(IHospitalRegistry.RecoveryCancellation memory cancellation) internal view returns (bytes32) {
        bytes32 typeHash = keccak256("RecoveryCancellation(address patient,address key,uint40 readyAt)");
        return digestHere(keccak256(abi.encode(typeHash, cancellation.patient, cancellation.key, cancellation.readyAt)));
    }

    function digestHere(bytes32 structHash) private view returns (bytes32) {
        return typedDataDigest(structHash, block.chainid, address(registry));
    }

    function hashOf(bytes32 typeHash, IHospitalRegistry.KeyChange memory change) private pure returns (bytes32) {
        return keccak256(abi.encode(typeHash, change.patient, change.key, change.nonce, change.deadline));
    }

    // ── Guardians ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// @return keys Private keys of three guardians, in the order of their addresses.
    function guardianKeys() internal pure returns (uint256[] memory keys) {
        keys = new uint256[](3);
        keys[0] = uint256(keccak256("guardian 1"));
        keys[1] = uint256(keccak256("guardian 2"));
        keys[2] = uint256(keccak256("guardian 3"));
        for (uint256 pass = 0; pass < 2; ++pass) {
            for (uint256 index = 0; index < 2; ++index) {
                if (vm.addr(keys[index]) < vm.addr(keys[index + 1])) continue;
                (keys[index], keys[index + 1]) = (keys[index + 1], keys[index]);
            }
        }
    }

    function twoOfThree() internal pure returns (IHospitalRegistry.GuardianSet memory guardians) {
        uint256[] memory keys = guardianKeys();
        address[] memory members = new address[](3);
        for (uint256 index = 0; index < 3; ++index) {
            members[index] = vm.addr(keys[index]);
        }
        return IHospitalRegistry.GuardianSet({threshold: 2, members: members, salt: GUARDIAN_SALT});
    }

    function onlyGuardian(address member) internal pure returns (IHospitalRegistry.GuardianSet memory) {
        address[] memory members = new address[](1);
        members[0] = member;
        return IHospitalRegistry.GuardianSet({threshold: 1, members: members, salt: GUARDIAN_SALT});
    }

    function commitmentOf(IHospitalRegistry.GuardianSet memory guardians) internal pure returns (bytes32) {
        return keccak256(abi.encode(guardians));
    }

    /// @return signatures Of the first and the third guardian; the second has not signed.
    function signedByTwo(bytes32 digest) internal pure returns (bytes[] memory signatures) {
        uint256[] memory keys = guardianKeys();
        signatures = new bytes[](3);
        signatures[0] = signedBy(keys[0], digest);
        signatures[2] = signedBy(keys[2], digest);
    }

    // ── Relays ──────────────────────────────────────────────────────────────────────────────────────────────────────

    function rotate(IHospitalRegistry.KeyChange memory rotation) internal {
        rotate(rotation, signed(digestOfRotation(rotation)));
    }

    function rotate(IHospitalRegistry.KeyChange memory rotation, bytes memory signature) internal {
        vm.prank(STRANGER);
        registry.rotatePatientKey(rotation, signature);
    }

    function choose(IHospitalRegistry.GuardianSet memory guardians) internal {
        IHospitalRegistry.GuardianChoice memory choice = aChoice();
        choice.guardians = commitmentOf(guardians);
        choose(choice, signed(digestOf(choice)));
    }

    function choose(IHospitalRegistry.GuardianChoice memory choice, bytes memory signature) internal {
        vm.prank(STRANGER);
        registry.chooseGuardians(choice, signature);
    }

    function proposeByHospital(address key) internal {
        vm.prank(WORKSTATION_A);
        registry.proposeRecovery(patient, key);
    }

    /// @dev Two of the three guardians, who were chosen before.
    function proposeByGuardians(IHospitalRegistry.KeyChange memory recovery) internal {
        proposeByGuardians(recovery, twoOfThree(), signedByTwo(digestOfRecovery(recovery)));
    }

    function proposeByGuardians(
        IHospitalRegistry.KeyChange memory recovery,
        IHospitalRegistry.GuardianSet memory guardians,
        bytes[] memory signatures
    ) internal {
        vm.prank(STRANGER);
        registry.proposeRecoveryByGuardians(recovery, guardians, signatures);
    }

    function cancel(IHospitalRegistry.RecoveryCancellation memory cancellation) internal {
        cancel(cancellation, signed(digestOf(cancellation)));
    }

    function cancel(IHospitalRegistry.RecoveryCancellation memory cancellation, bytes memory signature) internal {
        vm.prank(STRANGER);
        registry.cancelRecovery(cancellation, signature);
    }

    // ── What is there afterwards ────────────────────────────────────────────────────────────────────────────────────

    function keyOf(PatientRef ref) internal view returns (address key) {
        (,,, key) = registry.getPatient(ref);
    }

    function assertRecovery(address key, uint256 readyAt, bool byGuardians) internal view {
        (address actualKey, uint40 actualReadyAt, bool actualByGuardians) = registry.getRecovery(patient);
        vm.assertEq(actualKey, key);
        vm.assertEq(actualReadyAt, readyAt);
        vm.assertEq(actualByGuardians, byGuardians);
    }

    function assertNoRecovery() internal view {
        assertRecovery(address(0), 0, false);
    }
}
