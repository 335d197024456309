// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {grantIdOf} from "../../contracts/types/GrantId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {KeyTest} from "./KeyTest.sol";

/// @notice One kind of statement that somebody signs: what it is, how it travels, and what it must not do.
abstract contract SignedStatement is KeyTest {
    /// @dev Order of the secp256k1 group.
    uint256 internal constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    PatientRef internal constant OTHER_PATIENT = PatientRef.wrap(address(0xD002));

    /// @notice What the statements have in common; a kind that lacks one of them ignores it.
    struct Fields {
        PatientRef patient;
        uint40 nonce;
        uint40 deadline;
    }

    // ── What a kind of statement says about itself ──────────────────────────────────────────────────────────────────

    /// @return What is signed.
    function digestOf(Fields memory fields) internal view virtual returns (bytes32);

    /// @return The call that relays the statement with this signature.
    function relayed(Fields memory fields, bytes memory signature) internal view virtual returns (bytes memory);

    /// @return Why the statement is refused the second time.
    function reasonTheSecondTime() internal view virtual returns (bytes memory);

    /// @return Who signs, as long as no wallet does.
    function signer() internal view virtual returns (uint256) {
        return PATIENT_KEY;
    }

    /// @dev Puts the wallet in the signer's place and everything else back to where it was.
    function putInPlace(address key) internal virtual {
        IHospitalRegistry.KeyChange memory rotation = aRotation();
        rotation.key = key;
        rotate(rotation);
    }

    function theStatement() internal view virtual returns (Fields memory) {
        return Fields({patient: patient, nonce: nonceOf(), deadline: uint40(block.timestamp + 1 days)});
    }

    // ── How it is tried ──────────────────────────────────────────────────────────────────────────────────────────────

    function accept(Fields memory fields, bytes memory signature) internal {
        vm.prank(STRANGER);
        (bool succeeded,) = address(registry).call(relayed(fields, signature));
        vm.assertTrue(succeeded);
    }

    /// @dev Refused with exactly this reason, and nothing has changed.
    function refuse(Fields memory fields, bytes memory signature, bytes memory reason) internal {
        bytes32 before = everything();
        vm.prank(STRANGER);
        (bool succeeded, bytes memory answer) = address(registry).call(relayed(fields, signature));
        vm.assertFalse(succeeded);
        vm.assertEq(answer, reason);
        vm.assertTrue(everything() == before);
    }

    /// @dev Refused because somebody else than the signer would have signed exactly this, here and now.
    function refuseSignerOf(Fields memory fields, bytes memory signature) internal {
        address other = recovered(digestOf(fields), signature);
        vm.assertTrue(other != vm.addr(signer()));
        refuse(
            fields,
            signature,
            abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, vm.addr(signer()), other)
        );
    }

    /// @return A digest of all that any statement about the patient can change.
    function everything() internal view returns (bytes32) {
        (, uint32 epoch, uint40 nonce, address key) = registry.getPatient(patient);
        (address proposed, uint40 readyAt, bool byGuardians) = registry.getRecovery(patient);
        (, uint40 firstExpiry,) = registry.getGrant(grantIdOf(patient, 0));
        (, uint40 secondExpiry,) = registry.getGrant(grantIdOf(patient, 1));
        bytes32 guardians = registry.getGuardians(patient);
        return
            keccak256(
                abi.encode(epoch, nonce, key, proposed, readyAt, byGuardians, firstExpiry, secondExpiry, guardians)
            );
    }

    /// @return signature The other one that the curve allows for the same key and digest.
    function highS(uint256 key, bytes32 digest) internal pure returns (bytes memory signature, bytes32 s) {
        (uint8 v, bytes32 r, bytes32 lowS) = vm.sign(key, digest);
        s = bytes32(ORDER - uint256(lowS));
        signature = abi.encodePacked(r, s, v == 27 ? uint8(28) : uint8(27));
    }

    /// @return The same signature in 64 bytes (ERC-2098).
    function compact(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s | bytes32(uint256(v - 27) << 255));
    }
}
