// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.30;

import {HospitalRegistry} from "../../contracts/HospitalRegistry.sol";
import {IHospitalRegistry} from "../../contracts/interfaces/IHospitalRegistry.sol";
import {HospitalId} from "../../contracts/types/HospitalId.sol";
import {PatientRef} from "../../contracts/types/PatientRef.sol";
import {ConsentTest} from "./ConsentTest.sol";

/// @notice R-20: every way to use a patient's signature for what the patient did not sign, or twice.
contract ConsentReplayTest is ConsentTest {
    /// @dev Order of the secp256k1 group.
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    function test_grantAccess_refusesTheSameSignatureTwice() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        relay(grant);
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantNonceMismatch.selector, 1, 0));
        registry.grantAccess(grant, signature);
    }

    function test_grantAccess_refusesTheSameSignatureAfterRevocation() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        relay(grant);
        relay(aRevocation());
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantNonceMismatch.selector, 1, 0));
        registry.grantAccess(grant, signature);
        vm.assertFalse(isAuthorized(0, ALLERGIES));
    }

    function test_fuzz_grantAccess_refusesEveryOtherNonce(uint32 nonce) public {
        vm.assume(nonce != 0);
        IHospitalRegistry.Grant memory grant = aGrant();
        grant.nonce = nonce;
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.GrantNonceMismatch.selector, 0, nonce));
        registry.grantAccess(grant, signature);
    }

    function test_fuzz_grantAccess_refusesASignatureForAnotherChain(uint64 chainId) public {
        vm.assume(chainId != 0 && chainId != block.chainid);
        IHospitalRegistry.Grant memory grant = aGrant();
        bytes memory signature = signed(digestOf(grant));
        vm.chainId(chainId);
        assertSignerMismatch(grant, signature);
    }

    function test_grantAccess_refusesASignatureForAnotherContract() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        bytes memory signature = signed(digestOf(grant));
        HospitalRegistry other = new HospitalRegistry(address(this));
        other.addHospital(ADMINISTRATOR_A, SEAL_KEY, PROFILE);
        other.addHospital(ADMINISTRATOR_B, SEAL_KEY, PROFILE);
        vm.prank(ADMINISTRATOR_A);
        other.enrolWorkstation(WORKSTATION_A);
        vm.prank(WORKSTATION_A);
        other.addPatient(patient, KEYRING);
        registry = other;
        assertSignerMismatch(grant, signature);
    }

    function test_grantAccess_refusesAfterTheDeadline() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        bytes memory signature = signed(digestOf(grant));
        vm.warp(uint256(grant.deadline) + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IHospitalRegistry.SignatureDeadlinePassed.selector, grant.deadline, uint256(grant.deadline) + 1
            )
        );
        registry.grantAccess(grant, signature);
    }

    function test_grantAccess_acceptsUpToTheDeadline() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        bytes memory signature = signed(digestOf(grant));
        vm.warp(grant.deadline);
        registry.grantAccess(grant, signature);
        vm.assertTrue(isAuthorized(0, ALLERGIES));
    }

    function test_grantAccess_refusesAGrantThatIsOverAlready() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        grant.expiresAt = uint40(block.timestamp);
        bytes memory signature = signed(digestOf(grant));
        vm.expectRevert(
            abi.encodeWithSelector(IHospitalRegistry.GrantExpired.selector, grant.expiresAt, block.timestamp)
        );
        registry.grantAccess(grant, signature);
    }

    /// @dev One bit of one field changed after signing.
    function test_fuzz_grantAccess_refusesAnAlteredGrant(uint8 field, uint8 bit) public {
        IHospitalRegistry.Grant memory grant = aGrant();
        bytes memory signature = signed(digestOf(grant));
        field %= 5;
        if (field == 0) grant.scope ^= bytes32(uint256(1) << bit);
        if (field == 1) grant.envelope = pointer("another envelope");
        if (field == 2) grant.grantee = hospitalA;
        if (field == 3) grant.expiresAt += uint40(1) << (bit % 32);
        if (field == 4) grant.deadline += uint40(1) << (bit % 32);
        assertSignerMismatch(grant, signature);
    }

    function test_grantAccess_refusesTheHighS() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PATIENT_KEY, digestOf(grant));
        bytes32 highS = bytes32(ORDER - uint256(s));
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureMalleable.selector, highS));
        registry.grantAccess(grant, abi.encodePacked(r, highS, v == 27 ? uint8(28) : uint8(27)));
    }

    function test_grantAccess_refusesTheCompactForm() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PATIENT_KEY, digestOf(grant));
        bytes32 vs = s | bytes32(uint256(v - 27) << 255);
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureLengthInvalid.selector, 64));
        registry.grantAccess(grant, abi.encodePacked(r, vs));
    }

    function test_fuzz_grantAccess_refusesEveryOtherLength(uint8 length) public {
        vm.assume(length != 65);
        IHospitalRegistry.Grant memory grant = aGrant();
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureLengthInvalid.selector, length));
        registry.grantAccess(grant, new bytes(length));
    }

    /// @dev 65 zero bytes recover to nobody; nobody is not a patient.
    function test_grantAccess_refusesAnEmptySignature() public {
        vm.expectRevert(abi.encodeWithSelector(IHospitalRegistry.SignatureSignerMismatch.selector, patient, address(0)));
        registry.grantAccess(aGrant(), new bytes(65));
    }

    function test_grantAccess_refusesARevocationsSignature() public {
        bytes memory signature = signed(digestOf(aRevocation()));
        assertSignerMismatch(aGrant(), signature);
    }

    /// @dev Unused upper bits of a word are not signed, so a call that sets them is refused.
    function test_grantAccess_refusesDirtyUpperBits() public {
        IHospitalRegistry.Grant memory grant = aGrant();
        bytes memory data = abi.encodeCall(registry.grantAccess, (grant, signed(digestOf(grant))));
        uint256[5] memory narrowFields = [uint256(0), 1, 4, 5, 6];
        for (uint256 index = 0; index < narrowFields.length; ++index) {
            bytes memory dirty = bytes.concat(data);
            dirty[4 + 32 * narrowFields[index]] = 0x01;
            (bool succeeded,) = address(registry).call(dirty);
            vm.assertFalse(succeeded);
        }
        (bool clean,) = address(registry).call(data);
        vm.assertTrue(clean);
    }

    function assertSignerMismatch(IHospitalRegistry.Grant memory grant, bytes memory signature) private {
        (bool succeeded, bytes memory answer) =
            address(registry).call(abi.encodeCall(registry.grantAccess, (grant, signature)));
        vm.assertFalse(succeeded);
        vm.assertEq(bytes32(bytes4(answer)), bytes32(IHospitalRegistry.SignatureSignerMismatch.selector));
        vm.assertFalse(isAuthorized(0, ALLERGIES));
        vm.assertEq(nonceOf(), 0);
    }
}
